package io.plenum.transport.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.gcm.BasicGCMMultiplier;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// Bouncy Castle's cryptography, with two differences. What is decrypted passes the [HandshakeGuard] too: a client
/// with a valid certificate could otherwise announce handshake messages of 16 MB inside the encryption. And GCM
/// multiplies without tables: they are 18 KB for as long as a link lives, to speed up its two or three encrypted
/// records.
class GuardedCrypto extends BcTlsCrypto {
    GuardedCrypto(SecureRandom random) {
        super(random);
    }

    @Override
    protected AEADBlockCipher createGCMMode(BlockCipher cipher) {
        return GCMBlockCipher.newInstance(cipher, new BasicGCMMultiplier());
    }

    @Override
    public TlsCipher createCipher(TlsCryptoParameters parameters, int encryption, int mac) throws IOException {
        return new GuardedCipher(super.createCipher(parameters, encryption, mac));
    }

    private record GuardedCipher(TlsCipher cipher) implements TlsCipher {
        @Override
        public TlsDecodeResult decodeCiphertext(
                long sequence, short type, ProtocolVersion version, byte[] bytes, int offset, int length)
                throws IOException {
            TlsDecodeResult plain = cipher.decodeCiphertext(sequence, type, version, bytes, offset, length);
            if (plain.contentType == ContentType.handshake
                    && !HandshakeGuard.acceptsMessages(plain.buf, plain.off, plain.off + plain.len)) {
                throw new TlsFatalAlert(AlertDescription.decode_error);
            }
            return plain;
        }

        @Override
        public TlsEncodeResult encodePlaintext(
                long sequence, short type, ProtocolVersion version, int header, byte[] bytes, int offset, int length)
                throws IOException {
            return cipher.encodePlaintext(sequence, type, version, header, bytes, offset, length);
        }

        @Override
        public int getCiphertextDecodeLimit(int plaintextLimit) {
            return cipher.getCiphertextDecodeLimit(plaintextLimit);
        }

        @Override
        public int getCiphertextEncodeLimit(int plaintextLimit) {
            return cipher.getCiphertextEncodeLimit(plaintextLimit);
        }

        @Override
        public int getPlaintextDecodeLimit(int ciphertextLimit) {
            return cipher.getPlaintextDecodeLimit(ciphertextLimit);
        }

        @Override
        public int getPlaintextEncodeLimit(int ciphertextLimit) {
            return cipher.getPlaintextEncodeLimit(ciphertextLimit);
        }

        @Override
        public void rekeyDecoder() throws IOException {
            cipher.rekeyDecoder();
        }

        @Override
        public void rekeyEncoder() throws IOException {
            cipher.rekeyEncoder();
        }

        @Override
        public boolean usesOpaqueRecordTypeDecode() {
            return cipher.usesOpaqueRecordTypeDecode();
        }

        @Override
        public boolean usesOpaqueRecordTypeEncode() {
            return cipher.usesOpaqueRecordTypeEncode();
        }
    }
}
