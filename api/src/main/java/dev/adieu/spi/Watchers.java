// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.Reason;
import dev.adieu.SessionId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who wants to know which sessions end. For authors of stores; safe for many threads. */
public final class Watchers {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final List<SessionStore.Watcher> watchers = new CopyOnWriteArrayList<>();

    /** Nobody yet. */
    public Watchers() {}

    /** One more, until the watch is closed. */
    public SessionStore.Watch add(SessionStore.Watcher watcher) {
        // A registration of its own, so that closing one leaves another of the same watcher alone.
        SessionStore.Watcher registration = watcher::ended;
        watchers.add(registration);
        return () -> watchers.remove(registration);
    }

    /** Whether there is nobody to tell. */
    public boolean isEmpty() {
        return watchers.isEmpty();
    }

    /** Tells everybody; who throws keeps nobody else from hearing. */
    public void tell(SessionId session, Reason reason) {
        for (var watcher : watchers) {
            try {
                watcher.ended(session, reason);
            } catch (RuntimeException | LinkageError | AssertionError e) {
                LOG.log(System.Logger.Level.WARNING, "A watcher failed at the end of session " + session, e);
            }
        }
    }

    /** Tells everybody of these ends. */
    public void tell(List<SessionRecord> ended) {
        ended.forEach(record ->
                record.ended().ifPresent(ending -> tell(record.session().id(), ending.reason())));
    }

    /** Forgets everybody. */
    public void clear() {
        watchers.clear();
    }
}
