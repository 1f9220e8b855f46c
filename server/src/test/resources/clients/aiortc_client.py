"""aiortc as a WHIP publisher or a WHEP receiver.

    aiortc_client.py publish URL RED,GREEN,BLUE TONE
    aiortc_client.py receive URL AUDIO_SLOTS VIDEO_SLOTS

Reports one JSON object per line until its standard input ends; then it leaves with a DELETE.
"""

import asyncio
import fractions
import sys

import av
import numpy
from aiortc import MediaStreamTrack, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError, VideoStreamTrack

import exchange

WIDTH, HEIGHT = 320, 240
SAMPLE_RATE = 48_000
SAMPLES = SAMPLE_RATE // 50


class Colour(VideoStreamTrack):
    def __init__(self, rgb):
        super().__init__()
        pixels = numpy.empty((HEIGHT, WIDTH, 3), numpy.uint8)
        pixels[:, :] = rgb
        self.picture = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="yuv420p")

    async def recv(self):
        self.picture.pts, self.picture.time_base = await self.next_timestamp()
        return self.picture


class Tone(MediaStreamTrack):
    kind = "audio"

    def __init__(self, frequency):
        super().__init__()
        self.frequency = frequency
        self.sent = 0

    async def recv(self):
        if self.sent == 0:
            self.start = asyncio.get_running_loop().time()
        due = self.start + self.sent / SAMPLE_RATE
        await asyncio.sleep(max(0, due - asyncio.get_running_loop().time()))
        phase = 2 * numpy.pi * self.frequency * (self.sent + numpy.arange(SAMPLES)) / SAMPLE_RATE
        samples = (numpy.sin(phase) * 9000).astype(numpy.int16)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        frame.pts, frame.time_base = self.sent, fractions.Fraction(1, SAMPLE_RATE)
        self.sent += SAMPLES
        return frame


class Heard:
    """What a received audio track sounds like."""

    def __init__(self):
        self.frames = 0
        self.samples = numpy.zeros(0)
        self.rate = SAMPLE_RATE

    def take(self, frame):
        self.frames += 1
        self.rate = frame.sample_rate
        mono = frame.to_ndarray().reshape(-1)[:: len(frame.layout.channels)]
        self.samples = numpy.concatenate([self.samples, mono])[-8192:]

    def facts(self):
        tone = exchange.loudest(self.samples, self.rate) if len(self.samples) == 8192 else 0
        return {"kind": "audio", "frames": self.frames, "tone": tone}


class Seen:
    """What a received video track looks like."""

    def __init__(self):
        self.frames = 0
        self.picture = None

    def take(self, frame):
        self.frames += 1
        self.picture = frame

    def facts(self):
        if self.picture is None:
            return {"kind": "video", "frames": 0}
        pixels = self.picture.to_ndarray(format="rgb24")
        rgb = [int(value) for value in pixels[pixels.shape[0] // 8, pixels.shape[1] // 2]]
        return {"kind": "video", "frames": self.frames, "rgb": rgb, "size": [pixels.shape[1], pixels.shape[0]]}


async def watch(track, sense):
    while True:
        try:
            sense.take(await track.recv())
        except MediaStreamError:
            return


async def connect(connection, url):
    await connection.setLocalDescription(await connection.createOffer())
    loop = asyncio.get_running_loop()
    answer, session = await loop.run_in_executor(None, exchange.post, url, connection.localDescription.sdp)
    await connection.setRemoteDescription(RTCSessionDescription(answer, "answer"))
    return session


async def main():
    what, url, *rest = sys.argv[1:]
    connection = RTCPeerConnection()
    senses = {}

    @connection.on("track")
    def on_track(track):
        senses[track.id] = Seen() if track.kind == "video" else Heard()
        asyncio.ensure_future(watch(track, senses[track.id]))

    if what == "publish":
        rgb = [int(value) for value in rest[0].split(",")]
        connection.addTransceiver(Tone(int(rest[1])), direction="sendonly")
        connection.addTransceiver(Colour(rgb), direction="sendonly")
    else:
        for kind, slots in zip(("audio", "video"), rest):
            for _ in range(int(slots)):
                connection.addTransceiver(kind, direction="recvonly")

    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    exchange.on_end_of_input(lambda: loop.call_soon_threadsafe(over.set))
    session = await connect(connection, url)
    while not over.is_set():
        exchange.report(
            connection=connection.connectionState, tracks=[sense.facts() for sense in senses.values()]
        )
        try:
            await asyncio.wait_for(over.wait(), 0.3)
        except asyncio.TimeoutError:
            pass
    exchange.report(deleted=exchange.delete(session))
    await connection.close()


asyncio.run(main())
