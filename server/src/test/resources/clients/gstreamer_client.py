"""GStreamer's webrtcbin as a WHIP publisher or a WHEP receiver.

    gstreamer_client.py publish URL RED,GREEN,BLUE TONE
    gstreamer_client.py receive URL AUDIO_SLOTS VIDEO_SLOTS

Reports one JSON object per line until its standard input ends; then it leaves with a DELETE.
"""

import sys

import gi
import numpy

gi.require_version("Gst", "1.0")
gi.require_version("GstSdp", "1.0")
gi.require_version("GstWebRTC", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402

import exchange  # noqa: E402

PUBLISH = """
webrtcbin name=peer bundle-policy=max-bundle
videotestsrc is-live=true pattern=solid-color foreground-color={colour}
  ! video/x-raw,width=320,height=240,framerate=15/1
  ! vp8enc deadline=1 keyframe-max-dist=600 error-resilient=partitions
  ! rtpvp8pay pt=96 picture-id-mode=15-bit ! application/x-rtp,media=video,encoding-name=VP8,payload=96 ! peer.
audiotestsrc is-live=true freq={tone} volume=0.3 ! audioconvert ! audioresample
  ! opusenc ! rtpopuspay pt=97 ! application/x-rtp,media=audio,encoding-name=OPUS,payload=97 ! peer.
"""
AUDIO_CAPS = "application/x-rtp,media=audio,encoding-name=OPUS,payload=97,clock-rate=48000,encoding-params=(string)2"
VIDEO_CAPS = (
    "application/x-rtp,media=video,encoding-name=VP8,payload=96,clock-rate=90000,"
    "rtcp-fb-nack=true,rtcp-fb-nack-pli=true,rtcp-fb-ccm-fir=true"
)
SEE = (
    "rtpvp8depay request-keyframe=true ! vp8dec ! videoconvert ! video/x-raw,format=RGB"
    " ! appsink name=sink emit-signals=true sync=false"
)
HEAR = (
    "rtpopusdepay ! opusdec ! audioconvert ! audio/x-raw,format=S16LE,channels=1,rate=48000"
    " ! appsink name=sink emit-signals=true sync=false"
)


class Heard:
    """What a received audio track sounds like."""

    def __init__(self):
        self.frames = 0
        self.samples = numpy.zeros(0)

    def take(self, data, _):
        self.frames += 1
        self.samples = numpy.concatenate([self.samples, numpy.frombuffer(data, numpy.int16)])[-8192:]

    def facts(self):
        tone = exchange.loudest(self.samples, 48_000) if len(self.samples) == 8192 else 0
        return {"kind": "audio", "frames": self.frames, "tone": tone}


class Seen:
    """What a received video track looks like."""

    def __init__(self):
        self.frames = 0
        self.rgb = self.size = None

    def take(self, data, caps):
        self.frames += 1
        width, height = caps.get_value("width"), caps.get_value("height")
        stride = (width * 3 + 3) // 4 * 4
        at = (height // 8) * stride + (width // 2) * 3
        self.rgb, self.size = list(data[at : at + 3]), [width, height]

    def facts(self):
        return {"kind": "video", "frames": self.frames, "rgb": self.rgb, "size": self.size}


class Client:
    def __init__(self, pipeline, peer, url):
        self.pipeline = pipeline
        self.peer = peer
        self.url = url
        self.session = None
        self.senses = []
        self.loop = GLib.MainLoop()
        # A promise's reply, and what is in it, lives only as long as the promise.
        self.promises = []

    def run(self):
        exchange.on_end_of_input(lambda: GLib.idle_add(self.loop.quit))
        self.peer.connect("notify::ice-gathering-state", self.on_gathering)
        self.peer.connect("pad-added", self.on_pad)
        self.pipeline.set_state(Gst.State.PLAYING)
        GLib.timeout_add(300, self.on_tick)
        self.loop.run()
        exchange.report(deleted=exchange.delete(self.session))
        self.pipeline.set_state(Gst.State.NULL)

    def offer(self):
        promise = Gst.Promise.new_with_change_func(self.on_offer)
        self.promises.append(promise)
        self.peer.emit("create-offer", None, promise)
        return GLib.SOURCE_REMOVE

    def on_offer(self, promise):
        reply = promise.get_reply()
        self.promises.append(reply)
        self.peer.emit("set-local-description", reply.get_value("offer"), Gst.Promise.new())

    def on_gathering(self, *_):
        if self.peer.get_property("ice-gathering-state") == GstWebRTC.WebRTCICEGatheringState.COMPLETE:
            GLib.idle_add(self.exchange)

    def exchange(self):
        if self.session is None:
            sdp = self.peer.get_property("local-description").sdp.as_text()
            text, self.session = exchange.post(self.url, sdp)
            _, parsed = GstSdp.SDPMessage.new_from_text(text)
            answer = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, parsed)
            self.peer.emit("set-remote-description", answer, Gst.Promise.new())
        return GLib.SOURCE_REMOVE

    def on_pad(self, _, pad):
        if pad.get_direction() != Gst.PadDirection.SRC:
            return
        video = pad.get_current_caps().get_structure(0).get_string("media") == "video"
        sense = Seen() if video else Heard()
        self.senses.append(sense)
        branch = Gst.parse_bin_from_description(SEE if video else HEAR, True)
        branch.get_by_name("sink").connect("new-sample", self.on_sample, sense)
        self.pipeline.add(branch)
        branch.sync_state_with_parent()
        pad.link(branch.get_static_pad("sink"))

    def on_sample(self, sink, sense):
        sample = sink.emit("pull-sample")
        buffer = sample.get_buffer()
        sense.take(buffer.extract_dup(0, buffer.get_size()), sample.get_caps().get_structure(0))
        return Gst.FlowReturn.OK

    def on_tick(self):
        state = self.peer.get_property("connection-state").value_nick
        exchange.report(connection=state, tracks=[sense.facts() for sense in self.senses])
        return GLib.SOURCE_CONTINUE


def publisher(url, rgb, tone):
    colour = 0xFF000000 | int.from_bytes(bytes(int(value) for value in rgb.split(",")), "big")
    pipeline = Gst.parse_launch(PUBLISH.format(colour=colour, tone=tone))
    client = Client(pipeline, pipeline.get_by_name("peer"), url)
    client.peer.connect("on-negotiation-needed", lambda _: GLib.idle_add(offer_once, client))
    return client


def offer_once(client):
    if not client.promises:
        for index in range(2):
            transceiver = client.peer.emit("get-transceiver", index)
            transceiver.set_property("direction", GstWebRTC.WebRTCRTPTransceiverDirection.SENDONLY)
            transceiver.set_property("do-nack", True)
        client.offer()
    return GLib.SOURCE_REMOVE


def receiver(url, audio, video):
    pipeline = Gst.Pipeline()
    peer = Gst.ElementFactory.make("webrtcbin", "peer")
    peer.set_property("bundle-policy", GstWebRTC.WebRTCBundlePolicy.MAX_BUNDLE)
    pipeline.add(peer)
    client = Client(pipeline, peer, url)
    for caps in [AUDIO_CAPS] * int(audio) + [VIDEO_CAPS] * int(video):
        direction = GstWebRTC.WebRTCRTPTransceiverDirection.RECVONLY
        peer.emit("add-transceiver", direction, Gst.Caps.from_string(caps))
    GLib.idle_add(client.offer)
    return client


Gst.init(None)
what, *arguments = sys.argv[1:]
(publisher if what == "publish" else receiver)(*arguments).run()
