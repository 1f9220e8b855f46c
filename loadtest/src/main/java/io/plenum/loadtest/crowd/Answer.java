package io.plenum.loadtest.crowd;

import io.plenum.core.ExtensionMap;
import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec;
import io.plenum.core.SlotSpec;
import io.plenum.loadtest.link.AccessNetwork;
import io.plenum.sim.Dialect;
import io.plenum.transport.LocalDescription;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the server's answer, or its offer, says: its transport, and what will arrive in each slot.
record Answer(LocalDescription transport, List<SlotSpec> slots) {
    private static final String LINE_BREAK = "\r\n";

    /// Throws [IllegalArgumentException] when something is missing: every slot was offered to be had.
    static Answer parse(String sdp, Dialect dialect, PayloadSpec video) {
        List<String> sections = Arrays.asList(sdp.split("(?m)^m=", -1));
        List<SlotSpec> slots = new ArrayList<>();
        for (String section : sections.subList(1, sections.size())) {
            if (section.contains(LINE_BREAK + "a=sendonly" + LINE_BREAK)) {
                slots.add(slot(section, slots.size(), dialect, video));
            }
        }
        return new Answer(transport(sdp), List.copyOf(slots));
    }

    /// The same, as one more participant sees it from behind this network.
    Future<Answer> through(Ways ways, Optional<AccessNetwork> network) {
        return ways.through(network, transport).map(seen -> new Answer(seen, slots));
    }

    private static LocalDescription transport(String sdp) {
        return new LocalDescription(
                value(sdp, "a=ice-ufrag:"),
                value(sdp, "a=ice-pwd:"),
                value(sdp, "a=fingerprint:sha-256 "),
                values(sdp, "a=candidate:"));
    }

    private static SlotSpec slot(String section, int group, Dialect dialect, PayloadSpec video) {
        MediaKind kind = section.startsWith("audio") ? MediaKind.AUDIO : MediaKind.VIDEO;
        String first = value(section, "a=ssrc:");
        String last = values(section, "a=ssrc:").getLast();
        return new SlotSpec(
                value(section, "a=mid:"),
                kind,
                group,
                ssrc(first),
                ssrc(last),
                List.of(kind == MediaKind.AUDIO ? dialect.opus() : video),
                extensions(section));
    }

    /// By the numbers that the server gave them. `a=extmap:3/recvonly URI` names a direction as well.
    private static ExtensionMap extensions(String section) {
        Map<HeaderExtension, Integer> numbers = new EnumMap<>(HeaderExtension.class);
        for (String line : values(section, "a=extmap:")) {
            String[] words = line.split("[/ ]", 2);
            HeaderExtension.ofUri(line.substring(line.lastIndexOf(' ') + 1))
                    .ifPresent(extension -> numbers.put(extension, Integer.valueOf(words[0])));
        }
        return new ExtensionMap(numbers);
    }

    /// The media's line comes first, that of its retransmissions last.
    private static long ssrc(String line) {
        return Long.parseLong(line.split(" ", 2)[0]);
    }

    private static String value(String sdp, String prefix) {
        return values(sdp, prefix).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("an answer without " + prefix));
    }

    private static List<String> values(String sdp, String prefix) {
        return sdp.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }
}
