package io.plenum.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntTableTest {
    @Test
    void zeroIsAKeyLikeAnyOther() {
        IntTable<String> table = new IntTable<>();
        assertNull(table.get(0));
        table.put(0, "zero");
        table.put(-1, "all ones");
        assertEquals("zero", table.get(0));
        assertEquals("all ones", table.get(-1));
        table.remove(0);
        assertNull(table.get(0));
        assertEquals(1, table.size());
    }

    /// Against java.util's map; keys from a small range, so that they collide and come again.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void behavesLikeAMap(long seed) {
        Random random = new Random(seed);
        IntTable<Integer> table = new IntTable<>();
        Map<Integer, Integer> model = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int key = random.nextInt(64) * (1 << 26);
            if (random.nextInt(3) == 0) {
                table.remove(key);
                model.remove(key);
            } else {
                table.put(key, i);
                model.put(key, i);
            }
            int asked = random.nextInt(64) * (1 << 26);
            assertEquals(model.get(asked), table.get(asked), "seed " + seed);
            assertEquals(model.size(), table.size(), "seed " + seed);
        }
    }
}
