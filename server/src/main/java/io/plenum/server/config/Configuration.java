package io.plenum.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.plenum.transport.srtp.MediaCrypto;
import io.plenum.transport.udp.UdpIo;
import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.stream.Collectors;

/// Lays the four sources over each other and checks the result: option, environment, file, default.
public final class Configuration {
    private static final int MAX_PORT = 65_535;
    /// One browser opens six for the page.
    private static final int MIN_CONNECTIONS = 10;
    /// Beyond the file descriptors that a process usually gets.
    private static final int MAX_CONNECTIONS = 1_000_000;
    /// A port for each of them; more threads than cores only cost.
    private static final int MAX_SHARDS = 256;
    /// 16 GB are more than a shard can fill before a NACK is too late.
    private static final int MAX_PACKETS = 10_000_000;
    /// The protocol's limit of audio slots per participant: more are never heard.
    private static final int MAX_SPEAKERS = 8;

    private static final int MAX_PARTICIPANTS = 100_000;
    private static final int MAX_ROOMS = 1_000_000;
    /// RFC 7518 §3.2: a key for HS256 has at least 256 bits.
    private static final int SECRET_LENGTH = 32;

    private static final Map<String, BindAddress> HTTP_WORDS = Map.of("loopback", new BindAddress.Loopback());
    private static final SequencedMap<String, BindAddress> MEDIA_WORDS = mediaWords();
    private static final SequencedMap<String, Level> LEVELS = levels();
    private static final SequencedMap<String, UdpIo> UDP = udp();
    private static final SequencedMap<String, MediaCrypto> CRYPTO = crypto();
    private static final SequencedMap<String, Boolean> SCHEDULING = scheduling();

    private Configuration() {}

    public static ServerConfig load(CommandLine commandLine, Map<String, String> environment) throws WrongSetting {
        return load(commandLine, environment, Machine.here());
    }

    static ServerConfig load(CommandLine commandLine, Map<String, String> environment, Machine machine)
            throws WrongSetting {
        Map<Option, String> variables = variables(environment);
        Optional<String> file =
                Optional.ofNullable(commandLine.options().getOrDefault(Option.CONFIG, variables.get(Option.CONFIG)));
        Config defaults = ConfigFactory.parseResources(Configuration.class, "reference.conf");
        Config given = overrides(commandLine.options(), Option::flag)
                .withFallback(overrides(variables, Option::variable))
                .withFallback(file.isPresent() ? parse(new File(file.get())) : ConfigFactory.empty());
        Config resolved = resolve(given.withFallback(defaults));
        refuseUnknown(resolved, defaults);
        return check(new Settings(resolved), machine);
    }

    private static ServerConfig check(Settings settings, Machine machine) throws WrongSetting {
        ServerConfig.Http http = new ServerConfig.Http(
                settings.bindAddresses("http.bind", HTTP_WORDS),
                settings.number("http.port", 0, MAX_PORT),
                settings.origins("http.allowed-origins"),
                settings.number("http.max-connections", MIN_CONNECTIONS, MAX_CONNECTIONS),
                settings.number("http.max-connections-per-address", MIN_CONNECTIONS, MAX_CONNECTIONS),
                settings.addresses("http.trusted-proxies"));
        ServerConfig.Media media = media(settings, machine);
        ServerConfig.Rooms rooms = new ServerConfig.Rooms(
                settings.number("rooms.max-participants", 1, MAX_PARTICIPANTS),
                settings.number("rooms.max-rooms", 1, MAX_ROOMS),
                settings.duration("rooms.resume-window", Duration.ZERO, Duration.ofMinutes(10)),
                settings.duration("rooms.drain-time", Duration.ZERO, Duration.ofHours(24)));
        ServerConfig.Spread spread = new ServerConfig.Spread(
                settings.number("spread.participants-per-shard", 1, MAX_PARTICIPANTS),
                settings.number("spread.busy-percent", 1, 100));
        ServerConfig.Auth auth = new ServerConfig.Auth(settings.secret("auth.secret", SECRET_LENGTH));
        ServerConfig.Log log = new ServerConfig.Log(settings.oneOf("log.level", LEVELS));
        return new ServerConfig(http, media, rooms, spread, auth, log);
    }

    private static ServerConfig.Media media(Settings settings, Machine machine) throws WrongSetting {
        int shards = settings.number("media.shards", "auto", machine.shards(), 1, MAX_SHARDS);
        ServerConfig.Media media = new ServerConfig.Media(
                settings.bindAddresses("media.bind", MEDIA_WORDS),
                settings.number("media.udp-port", 0, MAX_PORT),
                settings.address("media.public-address"),
                shards,
                settings.number(
                        "media.packets-per-shard",
                        "auto",
                        machine.packetsPerShard(shards),
                        Machine.LEAST_PACKETS,
                        MAX_PACKETS),
                settings.number("media.audio-speakers", 1, MAX_SPEAKERS),
                settings.oneOf("media.udp", UDP),
                settings.oneOf("media.crypto", CRYPTO),
                settings.oneOf("media.scheduling", SCHEDULING));
        int lastPort = media.udpPort() + shards - 1;
        if (lastPort > MAX_PORT) {
            throw settings.wrong(
                    "media.udp-port",
                    Integer.toString(media.udpPort()),
                    "so low that each of the " + shards + " shards (media.shards) has a port");
        }
        if (media.publicAddress().isPresent() && media.bind().stream().allMatch(Configuration::isLocal)) {
            throw settings.wrong(
                    "media.public-address",
                    media.publicAddress().get().getHostAddress(),
                    "empty while media.bind is for this machine only: nobody outside could reach it");
        }
        if (media.bind().size() > 1 && media.bind().contains(new BindAddress.ThisMachine())) {
            throw settings.wrong("media.bind", "[this-machine, …]", "a list in which this-machine stands alone");
        }
        return media;
    }

    private static boolean isLocal(BindAddress address) {
        return switch (address) {
            case BindAddress.Loopback _, BindAddress.ThisMachine _ -> true;
            case BindAddress.Literal literal -> literal.address().isLoopbackAddress();
        };
    }

    private static Map<Option, String> variables(Map<String, String> environment) {
        return Arrays.stream(Option.values())
                .filter(option -> environment.containsKey(option.variable()))
                .collect(Collectors.toMap(option -> option, option -> environment.get(option.variable())));
    }

    private interface SourceName {
        String of(Option option);
    }

    private static Config overrides(Map<Option, String> values, SourceName source) {
        Config config = ConfigFactory.empty();
        for (Map.Entry<Option, String> entry : values.entrySet()) {
            for (String key : entry.getKey().keys()) {
                config = config.withValue(key, value(key, entry.getValue(), source.of(entry.getKey())));
            }
        }
        return config;
    }

    private static ConfigValue value(String key, String text, String origin) {
        Object value = key.endsWith(".bind") ? List.of(text.split(",")) : text;
        return ConfigValueFactory.fromAnyRef(value, origin);
    }

    private static Config parse(File file) throws WrongSetting {
        if (!file.isFile() || !file.canRead()) {
            throw new WrongSetting("the configuration file " + file + " cannot be read");
        }
        try {
            return ConfigFactory.parseFile(
                    file, ConfigParseOptions.defaults().setAllowMissing(false).setOriginDescription(file.getPath()));
        } catch (ConfigException e) {
            throw new WrongSetting("the configuration file cannot be understood: " + e.getMessage());
        }
    }

    private static Config resolve(Config config) throws WrongSetting {
        try {
            return config.resolve(ConfigResolveOptions.defaults());
        } catch (ConfigException e) {
            throw new WrongSetting("the configuration cannot be resolved: " + e.getMessage());
        }
    }

    private static void refuseUnknown(Config resolved, Config defaults) throws WrongSetting {
        Set<String> known = keys(defaults);
        for (Map.Entry<String, ConfigValue> entry : resolved.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw new WrongSetting(
                        entry.getKey() + " (" + entry.getValue().origin().description()
                                + ") is not a setting; there are: " + String.join(", ", known));
            }
        }
    }

    private static Set<String> keys(Config config) {
        return config.entrySet().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static SequencedMap<String, BindAddress> mediaWords() {
        SequencedMap<String, BindAddress> words = new LinkedHashMap<>();
        words.put("loopback", new BindAddress.Loopback());
        words.put("this-machine", new BindAddress.ThisMachine());
        return words;
    }

    private static SequencedMap<String, UdpIo> udp() {
        SequencedMap<String, UdpIo> kinds = new LinkedHashMap<>();
        kinds.put("auto", UdpIo.AUTO);
        kinds.put("native", UdpIo.NATIVE);
        kinds.put("nio", UdpIo.NIO);
        return kinds;
    }

    private static SequencedMap<String, MediaCrypto> crypto() {
        SequencedMap<String, MediaCrypto> words = new LinkedHashMap<>();
        words.put("auto", MediaCrypto.AUTO);
        words.put("openssl", MediaCrypto.OPENSSL);
        words.put("java", MediaCrypto.JAVA);
        return words;
    }

    /// Whether media goes first.
    private static SequencedMap<String, Boolean> scheduling() {
        SequencedMap<String, Boolean> words = new LinkedHashMap<>();
        words.put("media-first", true);
        words.put("equal", false);
        return words;
    }

    private static SequencedMap<String, Level> levels() {
        SequencedMap<String, Level> levels = new LinkedHashMap<>();
        levels.put("warning", Level.WARNING);
        levels.put("info", Level.INFO);
        levels.put("debug", Level.FINE);
        return levels;
    }
}
