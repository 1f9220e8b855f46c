/// Recordings that participants play instead of synthetic media: files of IVF (VP8, VP9, AV1) and Ogg (Opus), cut into
/// RTP payloads as encoders' packetizers do.
///
/// A file is read and checked once, as a whole ([io.plenum.loadtest.record.VideoRecording],
/// [io.plenum.loadtest.record.AudioRecording]); each participant plays it from the start, over and over.
@NullMarked
package io.plenum.loadtest.record;

import org.jspecify.annotations.NullMarked;
