package io.plenum.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigRenderOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Typed access to resolved settings; each wrong value is a message that names the key, where it was set, the value
/// and what is allowed.
final class Settings {
    /// RFC 6454 §6.2: no path, and no slash at the end, or it equals no `Origin` header ever sent.
    private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[^/\\s]+");

    private final Config config;

    Settings(Config config) {
        this.config = config;
    }

    int number(String key, int least, int most) throws WrongSetting {
        String allowed = "a whole number from " + least + " to " + most;
        return inBounds(key, text(key, allowed), allowed, least, most);
    }

    /// A number, or the one that a word stands for.
    int number(String key, String word, int meaning, int least, int most) throws WrongSetting {
        String allowed = word + ", or a whole number from " + least + " to " + most;
        String text = text(key, allowed);
        return text.equalsIgnoreCase(word) ? meaning : inBounds(key, text, allowed, least, most);
    }

    private int inBounds(String key, String text, String allowed, int least, int most) throws WrongSetting {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, text, allowed);
        }
        throw wrong(key, text, allowed);
    }

    Duration duration(String key, Duration least, Duration most) throws WrongSetting {
        String allowed = "a time from " + seconds(least) + " to " + seconds(most) + ", such as \"15s\"";
        String text = text(key, allowed);
        try {
            Duration duration = config.getDuration(key);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (ConfigException e) {
            throw wrong(key, text, allowed);
        }
        throw wrong(key, text, allowed);
    }

    <T> T oneOf(String key, Map<String, T> choices) throws WrongSetting {
        String allowed = "one of " + String.join(", ", choices.keySet());
        String text = text(key, allowed);
        T choice = choices.get(text.toLowerCase(Locale.ROOT));
        if (choice == null) {
            throw wrong(key, text, allowed);
        }
        return choice;
    }

    Optional<InetAddress> address(String key) throws WrongSetting {
        String allowed = "an IP address, or empty";
        String text = text(key, allowed);
        return text.isEmpty() ? Optional.empty() : Optional.of(literal(key, text, allowed));
    }

    List<InetAddress> addresses(String key) throws WrongSetting {
        String allowed = "a list of IP addresses";
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : texts(key, allowed)) {
            addresses.add(literal(key, text, allowed));
        }
        return addresses;
    }

    List<BindAddress> bindAddresses(String key, Map<String, BindAddress> words) throws WrongSetting {
        String allowed =
                "a list of IP addresses of this machine, 0.0.0.0, :: or " + String.join(" or ", words.keySet());
        List<BindAddress> addresses = new ArrayList<>();
        for (String text : texts(key, allowed)) {
            BindAddress word = words.get(text);
            addresses.add(word != null ? word : new BindAddress.Literal(literal(key, text, allowed)));
        }
        if (addresses.isEmpty()) {
            throw wrong(key, "[]", allowed);
        }
        return addresses;
    }

    List<String> origins(String key) throws WrongSetting {
        String allowed = "a list of origins such as \"https://meet.example\", or [\"*\"]";
        List<String> origins = texts(key, allowed);
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw wrong(key, origin, allowed);
            }
        }
        return origins;
    }

    /// Empty, or long enough; the message never shows the value.
    Optional<String> secret(String key, int leastLength) throws WrongSetting {
        String allowed = "at least " + leastLength + " characters, or empty";
        String text = text(key, allowed);
        if (!text.isEmpty() && text.length() < leastLength) {
            throw wrong(key, "(a secret of " + text.length() + " characters)", allowed);
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    WrongSetting wrong(String key, String value, String allowed) {
        return new WrongSetting(key + " = " + value + " (" + origin(key) + "): must be " + allowed);
    }

    private String text(String key, String allowed) throws WrongSetting {
        try {
            return config.getString(key).strip();
        } catch (ConfigException e) {
            throw wrong(key, rendered(key), allowed);
        }
    }

    private List<String> texts(String key, String allowed) throws WrongSetting {
        try {
            return config.getStringList(key);
        } catch (ConfigException e) {
            throw wrong(key, rendered(key), allowed);
        }
    }

    private InetAddress literal(String key, String text, String allowed) throws WrongSetting {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw wrong(key, text, allowed);
        }
    }

    private String rendered(String key) {
        return config.hasPath(key) ? config.getValue(key).render(ConfigRenderOptions.concise()) : "null";
    }

    private String origin(String key) {
        return config.hasPath(key) ? config.getValue(key).origin().description() : "not set";
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + "s";
    }
}
