package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A participant's conversation with a Plenum server, and what its page would answer by itself. Messages come on one
/// Vert.x thread.
final class PlenumEntrance implements Entrance {
    /// Of a page's aspect ratio, as the cameras'.
    private static final int WIDTH = 16;

    private static final int HEIGHT = 9;

    /// What a page gathers before it tells its sizes again: a join fills slot after slot.
    private static final long VIEW_EVERY_NANOS = 500_000_000L;

    private final SignalingSocket socket;
    private final Layout layout;
    private final Optional<String> token;
    private final Map<String, String> trackOfMid = new LinkedHashMap<>();
    private volatile @Nullable Listener listener;
    private long nextViewNanos = System.nanoTime();
    private JsonArray viewed = new JsonArray();

    PlenumEntrance(SignalingSocket socket, Layout layout, Optional<String> token) {
        this.socket = socket;
        this.layout = layout;
        this.token = token;
        socket.unasked(this::message);
    }

    @Override
    public Future<Long> enter(Seat seat) {
        JsonObject join = new JsonObject()
                .put("type", "join")
                .put("v", 1)
                .put("room", seat.room())
                .put("name", seat.name());
        token.ifPresent(text -> join.put("token", text));
        return socket.request(join).map(reply -> reply.getLong("csrc"));
    }

    @Override
    public Future<String> offer(String sdp) {
        return socket.request(new JsonObject().put("type", "offer").put("sdp", sdp))
                .map(answer -> answer.getString("sdp"));
    }

    @Override
    public Future<Void> leave() {
        return socket.request(new JsonObject().put("type", "leave"))
                .compose(_ -> socket.closed().mapEmpty());
    }

    @Override
    public Future<String> closed() {
        return socket.closed();
    }

    @Override
    public void listen(Listener changed) {
        listener = changed;
    }

    @Override
    public Map<String, Integer> heard() {
        return socket.heard();
    }

    private void message(JsonObject message) {
        switch (message.getString("type")) {
            case "slots" -> slots(message.getJsonArray("slots"));
            case "layers" -> layers(message.getJsonArray("encodings"));
            default -> {}
        }
    }

    private void slots(JsonArray changed) {
        List<String> mids = new ArrayList<>();
        for (int i = 0; i < changed.size(); i++) {
            JsonObject slot = changed.getJsonObject(i);
            String mid = slot.getString("mid");
            mids.add(mid);
            if (mid.startsWith(Offer.VIDEO_SLOT)) {
                trackOfMid.put(mid, slot.getString("track"));
            }
        }
        tell(told -> told.slotsChanged(List.copyOf(mids)));
        long now = System.nanoTime();
        if (layout != Layout.UNKNOWN && now - nextViewNanos >= 0) {
            nextViewNanos = now + VIEW_EVERY_NANOS;
            socket.later(VIEW_EVERY_NANOS, this::view);
        }
    }

    private void view() {
        JsonArray wishes = new JsonArray();
        var shown = trackOfMid.values().stream().filter(track -> track != null).toList();
        for (String track : shown) {
            int height = layout.heightOf(wishes.size(), shown.size());
            wishes.add(new JsonObject()
                    .put("track", track)
                    .put("width", height * WIDTH / HEIGHT)
                    .put("height", height));
        }
        // A page reports what it shows when that changed, not when another voice is heard.
        if (!wishes.equals(viewed)) {
            viewed = wishes;
            socket.request(new JsonObject().put("type", "view").put("wishes", wishes));
        }
    }

    /// Encodings are listed from the lowest quality to the highest.
    private void layers(JsonArray encodings) {
        List<Boolean> wanted = new ArrayList<>();
        for (int i = 0; i < encodings.size(); i++) {
            wanted.add(encodings.getJsonObject(i).getBoolean("active"));
        }
        tell(told -> told.layersWanted(List.copyOf(wanted)));
    }

    private void tell(Consumer<Listener> news) {
        Listener told = listener;
        if (told != null) {
            news.accept(told);
        }
    }
}
