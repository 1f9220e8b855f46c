package io.plenum.signaling.negotiate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Damage to an offer, of the kinds that transports, bad clients and attackers do.
final class Mutation {
    private static final String NOISE = "0123456789 /:;=-+*.aZ\t\u0000\u00e9\ud83d\r\n";

    private Mutation() {}

    static String of(String offer, Random random) {
        List<String> lines = new ArrayList<>(List.of(offer.split("\r\n", -1)));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(6)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
                case 3 ->
                    lines.set(
                            at,
                            lines.get(at)
                                    .substring(0, random.nextInt(lines.get(at).length() + 1)));
                case 4 -> lines.set(at, lines.get(at).replaceAll("[0-9]+", "99999999999999999999"));
                default -> lines.set(at, noisy(lines.get(at), random));
            }
            if (lines.isEmpty()) {
                break;
            }
        }
        return String.join("\r\n", lines);
    }

    private static String noisy(String line, Random random) {
        StringBuilder text = new StringBuilder(line);
        for (int i = random.nextInt(3); i >= 0 && !text.isEmpty(); i--) {
            text.setCharAt(random.nextInt(text.length()), NOISE.charAt(random.nextInt(NOISE.length())));
        }
        return text.toString();
    }
}
