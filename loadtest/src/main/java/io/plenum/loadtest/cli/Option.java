package io.plenum.loadtest.cli;

/// Everything that can be said on the command line or in a scenario file.
enum Option implements Arguments.Name {
    SERVER("URL", "what is tested (http://127.0.0.1:8080)"),
    WHIP("URL", "instead of Plenum's protocol: where to publish; {room} becomes the room's name"),
    WHEP("URL", "with --whip: where to play"),
    JANUS("URL", "instead: Janus' VideoRoom by WebSocket, such as ws://127.0.0.1:8188"),
    TOKEN("TEXT", "for a server with auth.secret (not Janus): a JWT whose room is *"),
    FILE("FILE", "more options, one 'name = value' a line; the command line is stronger"),
    ROOMS("N", "rooms of the same kind (1; rooms: 25)"),
    PEOPLE("N", "who send and receive, in each room"),
    VIEWERS("N", "who only receive, in each room"),
    CAMERA("KIND", "vp8, vp9, av1, h264, each alone or with -simulcast; vp9-svc, av1-svc"),
    VIDEO("FILE.ivf", "what cameras play instead, over and over: VP8, VP9 or AV1; it cannot be sealed"),
    AUDIO("FILE.ogg", "what microphones play instead, over and over: Opus; it cannot be sealed"),
    HEIGHT("PIXELS", "of the camera's highest quality (720)"),
    FPS("N", "frames per second (30)"),
    KBPS("N", "of the camera's highest quality; each lower one has a third (1500; rooms: 400)"),
    VIDEO_SLOTS("N", "pictures that each can see at once: last-N (as many as the others, at most 25)"),
    AUDIO_SLOTS("N", "voices that each can hear at once (3)"),
    LAYOUT("KIND", "unknown, grid or stage: which sizes pages report (grid)"),
    TURN("SECONDS", "of one speaker, before the next speaks; 0 = all at once (5)"),
    JOINS("N", "a second, at the beginning (20)"),
    PATIENCE("SECONDS", "for a join, until the first media: who takes longer has failed (30)"),
    CHURN("N", "who join a second while it is measured, and leave again (0; churn: 5)"),
    STAY("SECONDS", "of those (5)"),
    ELSEWHERE("", "those come into a room of their own"),
    CALM("SECONDS", "of measuring before the first of those (0)"),
    WARM_UP("SECONDS", "after everybody is there (3)"),
    DURATION("SECONDS", "of measuring (20)"),
    STEP("N", "ramp: so many more participants at a time (20)"),
    MEETINGS("", "ramp: in new rooms of --people each, who see one another, instead of viewers"),
    HOLD("SECONDS", "ramp: each number is kept (8)"),
    NETWORK("KIND=PERCENT,…", "impaired links: lte, hotel-wifi, train, each for a share of the participants"),
    CHECK("N", "participants who check everything a decoder would (0)"),
    SAMPLE("N", "decrypt one media packet of so many, count the rest by their headers: a cheaper tool (1)"),
    THREADS("N", "of the tool's own, for media (1)"),
    SEED("N", "of everything random (1)"),
    SERVER_PID("PID", "whose CPU and memory are looked at (found by the server's port, on this machine)"),
    JSON("FILE", "the result for programs"),
    HTML("FILE", "the result as one page with plots"),
    MIN_HELD("N", "ramp: with so many participants at least every bar must be met (1)"),
    MAX_P50_MS("N", "bar: one-way latency, half of the packets"),
    MAX_P99_MS("N", "bar: one-way latency, 99 of 100 packets (ramp: 20)"),
    MAX_P999_MS("N", "bar: one-way latency, 999 of 1000 packets"),
    MAX_LOSS("PERCENT", "bar: packets that never came in time, not even by retransmission (ramp: 0.1)"),
    MAX_STARVED("PERCENT", "bar: of the time of all streams, that of which nothing came for 2 s or more (ramp: 0.1)"),
    MAX_JOIN_MS("N", "bar: socket open to first media, 95 of 100 joins"),
    MAX_JOIN_SERVER_MS("N", "bar: the server's share of that, 95 of 100 joins"),
    MAX_GUEST_SERVER_MS("N", "bar: the same of those who come while it is measured (--churn)"),
    MAX_BUSY_RATIO("N", "bar: one-way latency p99 beside those who come, times that before them (--churn, --calm)"),
    MAX_CPU_US("N", "bar: the server's CPU for each forwarded packet"),
    MAX_KB("N", "bar: growth of the server's memory for each participant");

    private final String argument;
    private final String help;

    Option(String argument, String help) {
        this.argument = argument;
        this.help = help;
    }

    @Override
    public String argument() {
        return argument;
    }

    @Override
    public String help() {
        return help;
    }
}
