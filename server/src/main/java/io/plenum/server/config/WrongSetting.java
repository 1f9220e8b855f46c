package io.plenum.server.config;

/// Something the user set cannot be used; the message names it, its value and what is allowed.
public final class WrongSetting extends Exception {
    private static final long serialVersionUID = 1;

    public WrongSetting(String message) {
        super(message);
    }
}
