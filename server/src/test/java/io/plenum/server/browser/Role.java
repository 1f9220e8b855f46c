package io.plenum.server.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// Who a participant is, to the eye and to the ear: nobody else has its colour, its number or its tone.
record Role(String name, int red, int green, int blue, int number, int tone) {
    static final Role ANN = new Role("Ann", 0xd0, 0x30, 0x30, 1, 500);
    static final Role BOB = new Role("Bob", 0x30, 0xb0, 0x40, 2, 900);
    static final Role CAROL = new Role("Carol", 0x40, 0x50, 0xd0, 4, 1_300);

    /// Played by Firefox, which hums one tone only.
    static final Role DAVE = new Role("Dave", 0xc0, 0xb0, 0x30, 7, FirefoxBrowser.TONE_HZ);

    static final Role EVE = new Role("Eve", 0xa0, 0x30, 0xb0, 9, 2_100);

    /// Played by aiortc and by GStreamer, whose pictures are one flat colour: dark in red, that is number 0.
    static final Role FAY = new Role("Fay", 0x20, 0x90, 0xc0, 0, 600);
    static final Role GUS = new Role("Gus", 0x60, 0x20, 0x90, 0, 1_100);

    static final List<Role> ALL = List.of(ANN, BOB, CAROL, DAVE, EVE, FAY, GUS);

    /// Colour spaces are guessed differently by different decoders: up to 34 of 255 were seen. Roles differ by more.
    private static final int COLOUR_TOLERANCE = 50;

    private static final int TONE_TOLERANCE_HZ = 40;

    boolean looks(List<Integer> rgb) {
        return Math.abs(rgb.get(0) - red) < COLOUR_TOLERANCE
                && Math.abs(rgb.get(1) - green) < COLOUR_TOLERANCE
                && Math.abs(rgb.get(2) - blue) < COLOUR_TOLERANCE;
    }

    boolean sounds(double frequency) {
        return Math.abs(frequency - tone) < TONE_TOLERANCE_HZ;
    }

    /// All roles by name, as the page wants them.
    static JsonObject cast() {
        JsonObject cast = new JsonObject();
        for (Role role : ALL) {
            cast.put(
                    role.name,
                    new JsonObject()
                            .put("colour", JsonArray.of(role.red, role.green, role.blue))
                            .put("number", role.number)
                            .put("tone", role.tone));
        }
        return cast;
    }
}
