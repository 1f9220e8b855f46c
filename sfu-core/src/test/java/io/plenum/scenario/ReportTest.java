package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.MediaKind;
import io.plenum.rtp.NtpTime;
import io.plenum.sim.Conference;
import io.plenum.sim.FeedbackSeen;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.ReportReceived;
import io.plenum.sim.SlotReceiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RTCP ends at the server: each leg has reports of its own.
class ReportTest {
    @Test
    void aPublisherHearsThatAllArrived() {
        try (Conference room = conference(1).publisher("ann").subscriber("bob").run(seconds(10))) {
            FeedbackSeen feedback = room.member("ann").publisher().feedback();
            room.check(feedback.reportCount() >= 16, feedback.reportCount() + " reports");
            for (MediaKind kind : MediaKind.values()) {
                FeedbackSeen.Report report = feedback.report(kind).orElseThrow();
                room.check(report.fractionLost() == 0 && report.cumulativeLost() == 0, report.toString());
                room.check(report.jitter() < 90 * 5, report.toString());
                room.check(report.lastSr() != 0, "no sender report is mentioned: " + report);
                long delay = NtpTime.compactToNanos(report.delay());
                room.check(delay > 0 && delay < millis(1_200), report.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void aPublisherHearsOfItsLoss(long seed) {
        try (Conference room = conference(seed)
                .publisher("ann", PublisherOptions.PERSON.startingAt(65_000))
                .subscriber("bob")
                .uplink("ann", LinkProfile.loss(10))
                .run(seconds(20))) {
            FeedbackSeen.Report report = room.member("ann")
                    .publisher()
                    .feedback()
                    .report(MediaKind.AUDIO)
                    .orElseThrow();
            long sent = room.member("ann").publisher().packetsSent(MediaKind.AUDIO);
            double loss = (double) report.cumulativeLost() / sent;
            room.check(loss > 0.06 && loss < 0.14, "a loss of " + loss);
            room.check(report.highestSequence() >> 16 == 1, "the lap is not counted: " + report);
        }
    }

    /// Without it, a browser's bandwidth estimate stays where it began.
    @ParameterizedTest
    @ValueSource(longs = {8, 9})
    void aPublisherHearsOfEveryArrival(long seed) {
        try (Conference room = conference(seed)
                .publisher("ann")
                .subscriber("bob")
                .uplink("ann", LinkProfile.loss(5))
                .run(seconds(10))) {
            // Sender reports have no transport-wide number, and the last packets are not reported yet.
            long arrived = room.member("ann").uplink().sent()
                    - room.member("ann").uplink().lost();
            int acknowledged = room.member("ann").publisher().feedback().packetsAcknowledged();
            room.check(acknowledged > arrived * 0.96 && acknowledged <= arrived, acknowledged + " of " + arrived);
        }
    }

    @Test
    void aSubscriberIsToldWhatItWasSent() {
        try (Conference room = conference(4).publisher("ann").subscriber("bob").run(seconds(10))) {
            for (String mid : new String[] {"sa0", "sv0"}) {
                SlotReceiver slot = room.assertThat("bob").slot(mid);
                ReportReceived report = slot.report().orElseThrow();
                room.check(room.nowNanos() - report.atNanos() < millis(1_300), "the last report is old");
                room.check(Math.abs(slot.packets() - report.packets()) < 150, report + " after " + slot.packets());
                room.check(report.octets() > report.packets() * 40, report.toString());
                long wall = NtpTime.of(Conference.EPOCH_MILLIS, report.atNanos());
                long age = NtpTime.nanosBetween(report.ntpTime(), wall);
                room.check(age >= 0 && age < millis(50), "the report is not on our clock but off by " + age);
            }
        }
    }

    /// The first packets already know where they belong: a report does not wait for its second.
    @Test
    void aJoiningSubscriberKnowsSoonWhatBelongsTogether() {
        try (Conference room = conference(5).publisher("ann").run(seconds(5))) {
            room.member("bob", null, 1, 1, seconds(5)).run(millis(600));
            room.check(room.assertThat("bob").slot("sv0").report().isPresent(), "no report in sv0");
            room.check(room.assertThat("bob").slot("sa0").report().isPresent(), "no report in sa0");
            room.assertThat("bob").inSyncWithin(millis(2));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void jitterOfThePublishersLinkDoesNotMoveTheLips(long seed) {
        try (Conference room = conference(seed)
                .publisher("ann", PublisherOptions.PERSON.clockOff(-86_400_000))
                .subscriber("bob")
                .uplink("ann", LinkProfile.GOOD.withDelay(millis(50), millis(30)))
                .run(seconds(30))) {
            room.assertThat("bob").inSyncWithin(millis(35));
        }
    }
}
