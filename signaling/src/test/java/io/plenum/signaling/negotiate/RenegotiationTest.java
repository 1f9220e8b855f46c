package io.plenum.signaling.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Command;
import io.plenum.core.PeerId;
import io.plenum.core.SlotSpec;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSource;
import io.plenum.core.TrackSpec;
import io.plenum.signaling.offer.OfferReader;
import io.plenum.signaling.sdp.SdpException;
import io.plenum.signaling.support.RecordedOffers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One connection's offers in a row, as Chromium and Firefox made them.
class RenegotiationTest {
    private static final PeerId PEER = new PeerId(1);

    private final Negotiation negotiation = new Negotiation();

    private List<Command> next(String offer) throws SdpException {
        Agreement before = negotiation.agreement();
        negotiation.offer(RecordedOffers.read(offer));
        return EngineCommands.between(PEER, before, negotiation.agreement());
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium", "firefox"})
    void theEngineHearsOnlyOfWhatChanges(String browser) throws SdpException {
        List<Command> first = next(browser + "-reoffer-0-first");
        assertEquals(
                List.of(Command.OpenSlots.class, Command.Publish.class, Command.Publish.class),
                first.stream().map(Object::getClass).toList());
        List<TrackId> tracks = ids();

        assertEquals(List.of(), next(browser + "-reoffer-1-ice-restart"));

        List<Command> moreSlots = next(browser + "-reoffer-2-two-more-slots");
        assertEquals(1, moreSlots.size());
        assertEquals(9, ((Command.OpenSlots) moreSlots.getFirst()).slots().size());
        assertEquals(slots(first).get(0), slots(moreSlots).get(0), "a slot goes on as it was");

        List<Command> screen = next(browser + "-reoffer-3-screen-added");
        assertEquals(1, screen.size());
        assertTrue(screen.getFirst() instanceof Command.Publish);
        assertEquals(tracks, ids().subList(0, 2), "tracks keep their ids");

        List<Command> inactive = next(browser + "-reoffer-4-camera-inactive");
        assertEquals(1, inactive.size());
        assertEquals(tracks.get(1), ((Command.Unpublish) inactive.getFirst()).track());

        assertEquals(List.of(), next(browser + "-reoffer-5-camera-stopped"));
    }

    private List<TrackId> ids() {
        return negotiation.agreement().tracks().stream().map(TrackSpec::id).toList();
    }

    private static List<?> slots(List<Command> commands) {
        return ((Command.OpenSlots) commands.getFirst()).slots();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium", "firefox"})
    void aRestartChangesTheCredentialsButNotTheCertificate(String browser) throws SdpException {
        var before = OfferReader.read(RecordedOffers.read(browser + "-reoffer-0-first"))
                .transport();
        var after = OfferReader.read(RecordedOffers.read(browser + "-reoffer-1-ice-restart"))
                .transport();
        assertNotEquals(before.ufrag(), after.ufrag());
        assertEquals(before.fingerprint(), after.fingerprint());
    }

    @Test
    void aLaterOfferMayNotHaveFewerMediaLinesOrOtherMids() throws SdpException {
        next("chromium-reoffer-2-two-more-slots");
        assertThrows(SdpException.class, () -> next("chromium-reoffer-0-first"));
        String renamed = RecordedOffers.read("chromium-reoffer-2-two-more-slots")
                .replace("a=mid:2\r\n", "a=mid:xx\r\n")
                .replace(" 2 3 ", " xx 3 ");
        SdpException refusal = assertThrows(SdpException.class, () -> negotiation.offer(renamed));
        assertEquals("m-line 2: its mid was '2' and must stay so", refusal.getMessage());
    }

    @Test
    void aStoppedMediaLineMayBeRecycled() throws SdpException {
        next("chromium-reoffer-3-screen-added");
        next("chromium-reoffer-5-camera-stopped");
        String recycled = RecordedOffers.read("chromium-reoffer-3-screen-added")
                .replace("a=mid:1\r\n", "a=mid:new\r\n")
                .replace("BUNDLE 0 1 ", "BUNDLE 0 new ");
        Agreement before = negotiation.agreement();
        negotiation.offer(recycled);
        List<Command> commands = EngineCommands.between(PEER, before, negotiation.agreement());
        assertEquals(1, commands.size());
        assertEquals("new", ((Command.Publish) commands.getFirst()).track().mid());
    }

    /// SRTP forbids to number two packets alike under one SSRC, and the numbers begin anew.
    @Test
    void aSlotWhosePayloadsChangeBeginsAnewUnderAnSsrcOfItsOwn() throws SdpException {
        List<SlotSpec> first = opened(next("chromium-reoffer-0-first"));
        String offer = RecordedOffers.read("chromium-reoffer-0-first");
        int slot = offer.indexOf("a=mid:" + first.getLast().mid() + "\r\n");
        int line = offer.lastIndexOf("m=video", slot);
        String fewer = offer.substring(0, line)
                + offer.substring(line).replace("rtcp-fb:96 transport-cc", "rtcp-fb:96 nothing");
        Agreement before = negotiation.agreement();
        negotiation.offer(fewer);
        List<Command> commands = EngineCommands.between(PEER, before, negotiation.agreement());
        assertEquals(List.of(Command.OpenSlots.class, Command.OpenSlots.class), types(commands));
        List<SlotSpec> kept = first.subList(0, first.size() - 1);
        assertEquals(kept, opened(commands), "the old one is closed first");
        List<SlotSpec> all = ((Command.OpenSlots) commands.getLast()).slots();
        assertEquals(kept, all.subList(0, kept.size()));
        assertEquals(first.getLast().mid(), all.getLast().mid());
        assertEquals(first.getLast().group(), all.getLast().group(), "lips stay paired");
        assertNotEquals(first.getLast().ssrc(), all.getLast().ssrc());
        assertNotEquals(first.getLast().rtxSsrc(), all.getLast().rtxSsrc());
    }

    private static List<SlotSpec> opened(List<Command> commands) {
        return ((Command.OpenSlots) commands.getFirst()).slots();
    }

    private static List<Class<?>> types(List<Command> commands) {
        return commands.stream().<Class<?>>map(Object::getClass).toList();
    }

    @Test
    void labelsAndMutesLast() throws SdpException {
        String offer = RecordedOffers.read("chromium-reoffer-0-first");
        negotiation.offer(offer, Rights.ALL, List.of(new TrackLabel("1", TrackSource.SCREEN, Optional.of(true))));
        negotiation.offer(offer);
        TrackSpec video = negotiation.agreement().tracks().get(1);
        assertEquals(TrackSource.SCREEN, video.source());
        assertTrue(video.muted());
    }

    @Test
    void whatIsNotAllowedIsAnsweredInactive() throws SdpException {
        String offer = RecordedOffers.read("chromium-meeting");
        var viewer = new Negotiation();
        var answer = viewer.offer(offer, new Rights(false, true), List.of());
        assertEquals(List.of(), viewer.agreement().tracks());
        assertTrue(answer.media().getFirst().attributes().has("inactive"));
        assertEquals(7, viewer.agreement().slots().size());
    }
}
