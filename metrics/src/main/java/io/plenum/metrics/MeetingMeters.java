package io.plenum.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// The meetings as signaling sees them: who is there, and how many came and went.
final class MeetingMeters {
    private final Supplier<MeetingsView> meetings;

    MeetingMeters(Supplier<MeetingsView> meetings) {
        this.meetings = meetings;
    }

    void bind(MeterRegistry registry) {
        gauge(registry, "plenum.rooms", "Rooms with at least one participant", MeetingsView::rooms);
        gauge(registry, "plenum.participants", "Participants in all rooms", MeetingsView::participants);
        gauge(registry, "plenum.sockets", "Signaling sockets that are open", MeetingsView::sockets);
        gauge(registry, "plenum.http.sessions", "WHIP and WHEP sessions", MeetingsView::httpSessions);
        count(registry, "plenum.joins", "Participants who joined", MeetingsView::joins);
        count(registry, "plenum.leaves", "Participants who left, by themselves or not", MeetingsView::leaves);
        count(registry, "plenum.resumes", "Sockets that went on where a lost one was", MeetingsView::resumes);
        count(registry, "plenum.refusals", "Requests answered with an error", MeetingsView::refusals);
        count(
                registry,
                "plenum.connections.refused",
                "TCP connections beyond http.max-connections",
                MeetingsView::connectionsRefused);
        count(registry, "plenum.reports.lost", "Reports of the media path lost", MeetingsView::reportsLost);
    }

    private void gauge(MeterRegistry registry, String name, String help, ToDoubleFunction<MeetingsView> value) {
        Gauge.builder(name, meetings, source -> value.applyAsDouble(source.get()))
                .description(help)
                .register(registry);
    }

    private void count(MeterRegistry registry, String name, String help, ToDoubleFunction<MeetingsView> value) {
        FunctionCounter.builder(name, meetings, source -> value.applyAsDouble(source.get()))
                .description(help)
                .register(registry);
    }
}
