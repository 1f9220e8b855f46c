package io.plenum.loadtest.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.sim.PublisherOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a participant takes out of what the server says unasked.
class PlenumEntranceTest {
    private static final int PATIENCE_SECONDS = 20;
    private static final Seat SEAT = Seat.of("room", "ann", PublisherOptions.PERSON, 0, 0, 1);

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<ServerWebSocket> server = new CompletableFuture<>();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void theEncodingsThatAreWantedAreToldAsTheyAre() throws Exception {
        PlenumEntrance entrance = open();
        Listener told = new Listener();
        entrance.listen(told);
        say("""
                {"type":"layers","track":"21","encodings":[
                  {"rid":"r0","active":true},{"rid":"r1","active":false},{"rid":"r2","active":true}]}""");
        assertEquals(List.of(true, false, true), told.encodings.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void whichSlotsHaveChangedIsTold() throws Exception {
        PlenumEntrance entrance = open();
        Listener told = new Listener();
        entrance.listen(told);
        say("""
                {"type":"slots","slots":[{"mid":"sv0","track":"17"},{"mid":"sa1","track":null}]}""");
        assertEquals(List.of("sv0", "sa1"), told.mids.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private static final class Listener implements Entrance.Listener {
        private final CompletableFuture<List<Boolean>> encodings = new CompletableFuture<>();
        private final CompletableFuture<List<String>> mids = new CompletableFuture<>();

        @Override
        public void layersWanted(List<Boolean> wanted) {
            encodings.complete(wanted);
        }

        @Override
        public void slotsChanged(List<String> changed) {
            mids.complete(changed);
        }
    }

    @Test
    void whatIsNoJsonEndsIt() throws Exception {
        PlenumEntrance entrance = open();
        say("hello");
        assertEquals("what it says is no JSON", get(entrance.closed()));
    }

    private PlenumEntrance open() throws Exception {
        HttpServer http = vertx.createHttpServer(new HttpServerOptions().setWebSocketSubProtocols(List.of("plenum.v1")))
                .webSocketHandler(server::complete)
                .listen(0, "127.0.0.1")
                .await();
        URI address = URI.create("ws://127.0.0.1:" + http.actualPort() + "/ws");
        return get(new PlenumVenue(vertx, address, Optional.empty()).open(SEAT));
    }

    private void say(String text) throws Exception {
        server.get(PATIENCE_SECONDS, TimeUnit.SECONDS).writeTextMessage(text);
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
