package io.plenum.signaling.sdp;

/// Decimal numbers as SDP writes them: digits only, no sign, no blank.
public final class Numbers {
    private static final int LONGEST = 10;

    private Numbers() {}

    /// The number, or -1 when the text is not a number from 0 to `max`.
    public static int parse(String digits, int max) {
        long number = parseUnsigned(digits);
        return number > max ? -1 : (int) number;
    }

    /// An unsigned number of up to 32 bits, or -1.
    public static long parseUnsigned(String digits) {
        if (digits.isEmpty() || digits.length() > LONGEST) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number > 0xFFFF_FFFFL ? -1 : number;
    }
}
