package io.plenum.loadtest.cli;

/// Something the user typed cannot be used; the message names it and what is allowed.
public final class WrongUsage extends Exception {
    private static final long serialVersionUID = 1;

    public WrongUsage(String message) {
        super(message);
    }
}
