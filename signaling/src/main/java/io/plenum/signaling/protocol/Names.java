package io.plenum.signaling.protocol;

import java.util.regex.Pattern;

/// What rooms and people may be called.
public final class Names {
    /// A room's name stands in addresses, so it needs no escaping there.
    private static final Pattern ROOM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final int MAX_LENGTH = 64;

    private Names() {}

    public static String room(String name) throws Refusal {
        if (!ROOM.matcher(name).matches()) {
            throw new Refusal(ErrorCode.BAD_REQUEST, "room must be 1 to 64 characters of A-Z a-z 0-9 . _ -");
        }
        return name;
    }

    public static String display(String name) throws Refusal {
        int length = name.codePointCount(0, name.length());
        if (name.isBlank() || length > MAX_LENGTH || !name.codePoints().allMatch(Names::isShown)) {
            throw new Refusal(ErrorCode.BAD_REQUEST, "name must be 1 to 64 characters without control characters");
        }
        return name;
    }

    /// Line ends forge log lines; overrides of the writing direction make one name look like another.
    private static boolean isShown(int codePoint) {
        boolean turnsText =
                (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> !turnsText;
        };
    }
}
