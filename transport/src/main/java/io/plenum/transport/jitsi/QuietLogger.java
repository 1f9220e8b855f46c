package io.plenum.transport.jitsi;

import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import org.jitsi.utils.logging2.Logger;

/// A logger for the jitsi libraries that says nothing.
///
/// Theirs writes ICE passwords at INFO, lets a stranger fill the disk with warnings about bad packets, and makes a
/// child logger for each context. What matters of their news reaches us as a value or an event, and is counted.
public final class QuietLogger implements Logger {
    public static final Logger INSTANCE = new QuietLogger();

    private QuietLogger() {}

    @Override
    public Logger createChildLogger(String name, Map<String, String> context) {
        return this;
    }

    @Override
    public Logger createChildLogger(String name) {
        return this;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return false;
    }

    @Override
    public Level getLevel() {
        return Level.OFF;
    }

    @Override
    public void trace(Object message) {}

    @Override
    public void trace(Supplier<String> message) {}

    @Override
    public void debug(Object message) {}

    @Override
    public void debug(Supplier<String> message) {}

    @Override
    public void info(Object message) {}

    @Override
    public void info(Supplier<String> message) {}

    @Override
    public void warn(Object message) {}

    @Override
    public void warn(Supplier<String> message) {}

    @Override
    public void warn(Object message, Throwable cause) {}

    @Override
    public void error(Object message) {}

    @Override
    public void error(Supplier<String> message) {}

    @Override
    public void error(Object message, Throwable cause) {}

    @Override
    public void setLevelError() {}

    @Override
    public void setLevelWarn() {}

    @Override
    public void setLevelInfo() {}

    @Override
    public void setLevelDebug() {}

    @Override
    public void setLevelTrace() {}

    @Override
    public void setLevelAll() {}

    @Override
    public void setLevelOff() {}

    @Override
    public void setLevel(Level level) {}

    @Override
    public void setUseParentHandlers(boolean use) {}

    @Override
    public void addHandler(Handler handler) {}

    @Override
    public void removeHandler(Handler handler) {}

    @Override
    public void addContext(Map<String, String> context) {}

    @Override
    public void addContext(String key, String value) {}
}
