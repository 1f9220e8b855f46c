package io.plenum.send;

import io.plenum.core.HeaderExtension;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpHeaderWriter;

/// The header extensions that belong to one leg: whoever gets the same packet gets other values in the same places.
final class OwnExtensions {
    private static final int SEND_TIME_LENGTH = 3;
    private static final int TRANSPORT_LENGTH = 2;

    private static final int NONE = -1;

    /// As long as the longest mid.
    private static final byte[] NOTHING = new byte[SendStream.MAX_MID_LENGTH];

    private final RtpHeaderWriter header;
    private int mid = NONE;
    private int sendTime = NONE;
    private int transport = NONE;

    OwnExtensions(RtpHeaderWriter header) {
        this.header = header;
    }

    /// While the header is being put together.
    void leaveRoom(SendStream stream) {
        mid = leaveRoom(stream, HeaderExtension.MID, stream.mid().length);
        sendTime = leaveRoom(stream, HeaderExtension.ABS_SEND_TIME, SEND_TIME_LENGTH);
        transport = leaveRoom(stream, HeaderExtension.TRANSPORT_CC, TRANSPORT_LENGTH);
    }

    private int leaveRoom(SendStream stream, HeaderExtension extension, int length) {
        int id = stream.extensions().id(extension);
        if (id == 0 || length == 0) {
            return NONE;
        }
        header.extension(id, NOTHING, 0, length);
        return header.extensions() - 1;
    }

    /// When it is finished.
    void find() {
        mid = place(mid);
        sendTime = place(sendTime);
        transport = place(transport);
    }

    private int place(int number) {
        return number == NONE ? NONE : header.dataOffset(number);
    }

    void write(byte[] head, byte[] itsMid, int itsSendTime, int transport16) {
        if (mid != NONE) {
            for (int i = 0; i < itsMid.length; i++) {
                head[mid + i] = itsMid[i];
            }
        }
        if (sendTime != NONE) {
            BigEndian.put24(head, sendTime, itsSendTime);
        }
        if (transport != NONE) {
            BigEndian.put16(head, transport, transport16);
        }
    }
}
