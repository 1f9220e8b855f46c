package io.plenum.bwe;

/// What the lowest delay among the latest packets says about the queue on the way.
enum QueueState {
    /// None to speak of: an overuse that the trend sees is the ripple of some burst.
    EMPTY,
    /// All packets waited a moment: the trend decides.
    STANDING,
    /// All packets waited for long in a queue that is not ours.
    FOREIGN,
    /// All packets waited for some time: whatever the trend, there is nothing to add.
    FILLING,
    /// All packets waited too long, at the rate that arrives: the rate goes below that one.
    FULL,
    /// The rate was taken down and the queue is emptying: what arrives says nothing new.
    DRAINING
}
