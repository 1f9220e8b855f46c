package io.plenum.transport.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SsrcTableTest {
    private static final long SEED = 11;

    @Test
    void behavesLikeAMap() {
        Random random = new Random(SEED);
        SsrcTable<Integer> table = new SsrcTable<>();
        Map<Integer, Integer> map = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            int ssrc = random.nextInt(300) << (8 * random.nextInt(3)); // many share a home
            if (random.nextBoolean() && map.size() < 100) {
                table.put(ssrc, i);
                map.put(ssrc, i);
            } else {
                table.remove(ssrc);
                map.remove(ssrc);
            }
            int probe = random.nextInt(300) << (8 * random.nextInt(3));
            assertEquals(map.get(probe), table.get(probe), "seed " + SEED + ", step " + i);
            assertEquals(map.size(), table.size(), "seed " + SEED + ", step " + i);
        }
    }
}
