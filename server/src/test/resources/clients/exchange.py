"""The HTTP side of a WHIP or WHEP client, and how it talks to the test that started it."""

import json
import sys
import threading
import urllib.request
from urllib.parse import urljoin


def post(url, offer):
    """One offer, one answer; also the session's own address."""
    request = urllib.request.Request(
        url, offer.encode(), {"Content-Type": "application/sdp"}, method="POST"
    )
    with urllib.request.urlopen(request) as response:
        return response.read().decode(), urljoin(url, response.headers["Location"])


def delete(session):
    with urllib.request.urlopen(urllib.request.Request(session, method="DELETE")) as response:
        return response.status


def report(**facts):
    """One line of JSON for the test."""
    print(json.dumps(facts), flush=True)


def on_end_of_input(act):
    """The test closes our standard input when it has seen enough; so does its death."""

    def wait():
        sys.stdin.read()
        act()

    threading.Thread(target=wait, daemon=True).start()


def loudest(samples, rate):
    """The loudest frequency in a window of samples, in Hz."""
    import numpy

    spectrum = numpy.abs(numpy.fft.rfft(samples * numpy.hanning(len(samples))))
    return float(numpy.argmax(spectrum) * rate / len(samples))
