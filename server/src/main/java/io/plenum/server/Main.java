package io.plenum.server;

import io.plenum.server.config.CommandLine;
import io.plenum.server.config.Configuration;
import io.plenum.server.config.ServerConfig;
import io.plenum.server.config.WrongSetting;
import io.plenum.server.log.LastingLogManager;
import io.plenum.server.log.Logging;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// `java -jar plenum.jar`. The only class that prints and that ends the process.
public final class Main {
    private static final int COULD_NOT_START = 1;
    private static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        // Before anything asks for a logger; naming the class does not load its parent, which reads this only once.
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
        try {
            CommandLine commandLine = CommandLine.parse(List.of(arguments));
            switch (commandLine.request()) {
                case HELP -> System.out.print(CommandLine.help());
                case VERSION -> System.out.println("Plenum " + version());
                case RUN -> run(Configuration.load(commandLine, System.getenv()));
            }
        } catch (WrongSetting e) {
            fail(e, WRONG_USAGE);
        } catch (StartFailure e) {
            fail(e, COULD_NOT_START);
        }
    }

    private static void run(ServerConfig config) throws StartFailure {
        Logging.start(config.log().level());
        PlenumServer server = PlenumServer.start(config, version());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(new Shutdown(server, config.rooms().drainTime()), "shutdown"));
        StartReport.log(config, server, version(), sinceJvmStart());
    }

    private static void fail(Exception reason, int status) {
        System.err.println("plenum: " + reason.getMessage());
        System.exit(status);
    }

    /// The jar's manifest knows; classes run from a build folder do not.
    private static String version() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "development");
    }

    /// Not the process's start: the script that built the jar and then became this program began long before.
    private static Duration sinceJvmStart() {
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        return Duration.ofMillis(System.currentTimeMillis() - started);
    }
}
