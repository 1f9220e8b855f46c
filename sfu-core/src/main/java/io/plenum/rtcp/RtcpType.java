package io.plenum.rtcp;

/// Packet types, and the formats of the two feedback types, as assigned by IANA.
public final class RtcpType {
    public static final int SENDER_REPORT = 200;
    public static final int RECEIVER_REPORT = 201;
    public static final int SOURCE_DESCRIPTION = 202;
    public static final int BYE = 203;
    public static final int TRANSPORT_FEEDBACK = 205;
    public static final int PAYLOAD_FEEDBACK = 206;
    public static final int EXTENDED_REPORT = 207;

    /// Formats of [#TRANSPORT_FEEDBACK].
    public static final int NACK = 1;

    public static final int TRANSPORT_CC = 15;

    /// Formats of [#PAYLOAD_FEEDBACK].
    public static final int PLI = 1;

    public static final int FIR = 4;
    /// Application layer feedback; REMB is the one that begins with its name.
    public static final int APPLICATION = 15;

    private RtcpType() {}
}
