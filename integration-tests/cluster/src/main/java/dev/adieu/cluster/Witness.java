// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import dev.adieu.SessionId;
import dev.adieu.SignedOut;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes down what a node does: one line a session, in a file that all nodes append to and that outlives them. */
@ApplicationScoped
public class Witness {
    private final Path journal = Path.of(System.getProperty("adieu.cluster.journal", ""));

    void see(@Observes SignedOut event) {
        event.sessions().forEach(session -> write("signed-out", session.id()));
    }

    synchronized void write(String what, SessionId session) {
        try {
            Files.writeString(
                    journal, what + " " + session + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
