// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SessionId;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who wants to know which sessions ended. */
final class Watchers {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final List<Consumer<SessionId>> watchers = new CopyOnWriteArrayList<>();

    SessionStore.Watch add(Consumer<SessionId> watcher) {
        // A registration of its own, so that closing one leaves another of the same watcher alone.
        Consumer<SessionId> registration = id -> watcher.accept(id);
        watchers.add(registration);
        return () -> watchers.remove(registration);
    }

    void tell(List<SessionRecord> ended) {
        for (var record : ended) {
            watchers.forEach(watcher -> tell(watcher, record.session().id()));
        }
    }

    private static void tell(Consumer<SessionId> watcher, SessionId id) {
        try {
            watcher.accept(id);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            LOG.log(System.Logger.Level.WARNING, "A watcher failed at the end of session " + id, e);
        }
    }
}
