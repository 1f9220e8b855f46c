package io.plenum.speaker;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// People who speak in turn, and what else a meeting sounds like. It knows whose turn it is: whoever
/// decides by the levels alone is measured against that.
final class Meeting {
    /// What happens beside the turns.
    enum Kind {
        /// Nothing: one stops, another begins up to 700 ms later.
        TURNS,
        /// Others say "mhm" for 150 to 500 ms every 3 s or so, half of them where the speaker pauses.
        BACK_CHANNELS,
        /// Others try to break in for 0.6 to 1.5 s and give up; and half of the turns begin before the
        /// last one ends.
        CROSS_TALK,
        /// Typing, and now and then a cough or a door.
        BURSTS,
        /// A third of the microphones have a steady noise of -40 dBov.
        NOISY_ROOM,
        /// Senders stop 200 ms after the last word, but for one packet in 400 ms.
        DISCONTINUOUS,
        /// That, with "mhm"s.
        DISCONTINUOUS_BACK_CHANNELS
    }

    static final int NOBODY = -1;
    static final int NO_PACKET = -1;

    private static final int PER_SECOND = 50;
    private static final int HANGOVER = 10;
    private static final int COMFORT_NOISE = 20;

    private final Random random;
    private final Kind kind;
    private final List<Talker> talkers = new ArrayList<>();
    private final int[] levels;
    private final int[] sinceSound;
    private final int[] sinceSent;

    private int turn = NOBODY;
    private int next;
    private int left;
    private int overlap;
    private int wait;
    private boolean overlaps;

    private int aside = NOBODY;
    private int asideLeft;
    private int asideWait;
    private boolean asideTalks;
    private boolean asideInPause;
    private double asideSofter;

    private int typist = NOBODY;
    private int typesLeft;
    private int typingWait;

    Meeting(Kind kind, int people, long seed) {
        this.random = new Random(seed * 31 + people);
        this.kind = kind;
        for (int person = 0; person < people; person++) {
            boolean noisy = kind == Kind.NOISY_ROOM && person % 3 == 0;
            talkers.add(new Talker(random, noisy ? 40 : 58 + random.nextInt(15)));
        }
        this.levels = new int[people];
        this.sinceSound = new int[people];
        this.sinceSent = new int[people];
        next = random.nextInt(people);
        wait = seconds(1);
        asideWait = seconds(2);
        typingWait = seconds(2);
    }

    private static int seconds(double seconds) {
        return (int) (seconds * PER_SECOND);
    }

    int people() {
        return levels.length;
    }

    /// Whose turn it is, [#NOBODY] in between.
    int turn() {
        return turn;
    }

    /// Whether the floor is rightly with somebody: it is their turn, or next theirs and the last one is
    /// over or ending.
    boolean mayHaveFloor(int person) {
        return person == turn || (person == next && (turn == NOBODY || speaksEarly(person)));
    }

    /// How loud somebody's last packet was, [#NO_PACKET] when there was none.
    int level(int person) {
        return levels[person];
    }

    /// Whether the last 20 ms of whose turn it is were part of a word.
    boolean inWord(int person) {
        return (person == turn || speaksEarly(person)) && talkers.get(person).inWord();
    }

    /// The next 20 ms.
    void step() {
        passTurn();
        for (int person = 0; person < levels.length; person++) {
            levels[person] = speaks(person)
                    ? talkers.get(person).talks()
                    : talkers.get(person).rests();
        }
        switch (kind) {
            case BACK_CHANNELS, DISCONTINUOUS_BACK_CHANNELS -> aside(3, false);
            case CROSS_TALK -> aside(6, true);
            case BURSTS -> noise();
            case TURNS, NOISY_ROOM, DISCONTINUOUS -> {}
        }
        if (kind == Kind.DISCONTINUOUS || kind == Kind.DISCONTINUOUS_BACK_CHANNELS) {
            leaveOutSilence();
        }
    }

    private boolean speaks(int person) {
        return person == turn || speaksEarly(person);
    }

    private boolean speaksEarly(int person) {
        return overlaps && person == next && turn != NOBODY && left <= overlap;
    }

    private void passTurn() {
        if (turn == NOBODY) {
            if (wait-- <= 0) {
                talkers.get(next).begin();
                take();
            }
        } else if (--left == 0) {
            if (overlaps) {
                take();
            } else {
                turn = NOBODY;
                wait = random.nextInt(seconds(0.7));
            }
        } else if (overlaps && left == overlap) {
            talkers.get(next).begin();
        }
    }

    private void take() {
        turn = next;
        next = (turn + 1 + random.nextInt(levels.length - 1)) % levels.length;
        left = seconds(2) + random.nextInt(seconds(10));
        overlaps = kind == Kind.CROSS_TALK && random.nextBoolean();
        overlap = seconds(0.3) + random.nextInt(seconds(0.7));
    }

    /// Somebody else says something, to whom the turn does not go.
    private void aside(int everySeconds, boolean talks) {
        if (aside == NOBODY) {
            if (--asideWait <= 0) {
                beginAside(talks);
                asideWait = seconds(everySeconds) / 2 + random.nextInt(seconds(everySeconds));
            }
        } else if (speaks(aside) || --asideLeft == 0) {
            aside = NOBODY;
        } else if (!asideInPause || turn == NOBODY || talkers.get(turn).pauses(5)) {
            asideInPause = false;
            levels[aside] =
                    asideTalks ? talkers.get(aside).talks() : talkers.get(aside).sounds(asideSofter);
        } else {
            asideLeft++;
        }
    }

    private void beginAside(boolean talks) {
        int person = random.nextInt(levels.length);
        if (turn == NOBODY || speaks(person)) {
            return;
        }
        aside = person;
        asideTalks = talks;
        asideInPause = !talks && random.nextBoolean();
        asideSofter = random.nextInt(8);
        asideLeft = talks ? seconds(0.6) + random.nextInt(seconds(0.9)) : seconds(0.16) + random.nextInt(seconds(0.36));
        talkers.get(person).begin();
    }

    private void noise() {
        if (typist != NOBODY) {
            if (!speaks(typist) && random.nextInt(8) == 0) {
                levels[typist] = 28 + random.nextInt(16);
            }
            typist = --typesLeft == 0 ? NOBODY : typist;
        } else if (--typingWait <= 0) {
            typist = random.nextInt(levels.length);
            typesLeft = seconds(2) + random.nextInt(seconds(4));
            typingWait = random.nextInt(seconds(3));
        }
        aside(8, false);
        if (aside != NOBODY && !speaks(aside)) {
            levels[aside] = Math.min(levels[aside], 18 + random.nextInt(10));
        }
    }

    private void leaveOutSilence() {
        for (int person = 0; person < levels.length; person++) {
            boolean sound = levels[person] < 50;
            sinceSound[person] = sound ? 0 : sinceSound[person] + 1;
            sinceSent[person]++;
            if (sinceSound[person] > HANGOVER && sinceSent[person] < COMFORT_NOISE) {
                levels[person] = NO_PACKET;
            } else {
                sinceSent[person] = 0;
            }
        }
    }
}
