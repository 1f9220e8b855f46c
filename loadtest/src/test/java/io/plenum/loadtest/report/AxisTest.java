package io.plenum.loadtest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void marksAreRound() {
        assertEquals(List.of(0.0, 2.5, 5.0, 7.5, 10.0), Axis.linear(9.3).marks());
        assertEquals(List.of(0.0, 20.0, 40.0, 60.0), Axis.linear(55).marks());
    }

    @Test
    void zerosHaveAScaleToo() {
        assertEquals(0, Axis.linear(0).place(0));
        assertEquals(1.0, Axis.linear(0).marks().getLast());
    }

    @Test
    void aLogarithmHasPowersOfTen() {
        Axis axis = Axis.logarithmic(0.3, 40);
        assertEquals(List.of(0.1, 1.0, 10.0, 100.0), axis.marks());
        assertEquals(1 / 3.0, axis.place(1), 1e-9);
        assertEquals(0, axis.place(0));
    }

    @Test
    void labelsAreShort() {
        assertEquals(
                List.of("0", "1,500", "2.5", "0.01"),
                List.of(0.0, 1_500.0, 2.5, 0.01).stream().map(Axis::label).toList());
    }
}
