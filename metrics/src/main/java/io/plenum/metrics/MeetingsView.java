package io.plenum.metrics;

/// What signaling knows, at one moment.
///
/// @param rooms that have somebody in them
/// @param participants in all of them, WHIP and WHEP clients included
/// @param sockets WebSockets that are open
/// @param httpSessions of WHIP and WHEP
/// @param joins the rest are totals since the start
/// @param refusals requests answered with an error
/// @param connectionsRefused TCP connections beyond the limit
/// @param reportsLost reports of the media path that found their queue full
/// @param quality of what they get, at this moment
public record MeetingsView(
        int rooms,
        int participants,
        int sockets,
        int httpSessions,
        long joins,
        long leaves,
        long resumes,
        long refusals,
        long connectionsRefused,
        long reportsLost,
        QualityView quality) {}
