package io.plenum.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How evenly a server's shards send, by its metrics.
final class ShardShares implements Watch {
    private static final Pattern RTP_OUT =
            Pattern.compile("(?m)^plenum_rtp_packets_total\\{direction=\"out\",shard=\"([^\"]*)\"} (\\S+)$");

    private final HttpRequest metrics;
    private Map<String, Double> before = Map.of();
    private Map<String, Double> after = Map.of();

    ShardShares(URI metrics) {
        this.metrics = HttpRequest.newBuilder(metrics).build();
    }

    @Override
    public void begin() {
        before = read();
    }

    @Override
    public void end() {
        after = read();
    }

    private Map<String, Double> read() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return sentByShard(http.send(metrics, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    static Map<String, Double> sentByShard(String text) {
        Map<String, Double> sent = new HashMap<>();
        for (Matcher each = RTP_OUT.matcher(text); each.find(); ) {
            sent.put(each.group(1), Double.valueOf(each.group(2)));
        }
        return sent;
    }

    @Override
    public Map<Figure, Double> figures(long packets) {
        Map<String, Double> sent = new HashMap<>(after);
        sent.replaceAll((shard, count) -> count - before.getOrDefault(shard, 0.0));
        return sent.isEmpty()
                ? Map.of()
                : Map.of(Figure.BALANCE, Collections.min(sent.values()) / Collections.max(sent.values()));
    }
}
