package io.plenum.core;

/// How much a viewer cares for a track: the bits of a narrow link go to the more important ones first, once every
/// track that is shown has its lowest layer. Among equals the order of the wishes decides.
public enum Importance {
    NORMAL,
    /// The viewer keeps it in sight whoever speaks.
    PINNED,
    /// The viewer looks at this one: of a shared screen it gets its best even where the link hardly carries it.
    ON_STAGE
}
