// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Page;
import dev.adieu.SessionId;
import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.UserSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the list of sessions for somebody who looks for some.
 *
 * @param sessions where they are listed
 * @param clients whom a session has signed in to
 */
record SessionSearch(SessionManager sessions, Function<UserSession, List<String>> clients) {
    /** How many parts of the list are read, in all, for something that no index knows. */
    private static final int MOST = 10;

    /** A part of what is looked for. */
    ProviderSessionList find(SessionQuery query) {
        var which = selector(query);
        if (which.isEmpty()) {
            return new ProviderSessionList(List.of(), Optional.empty());
        }
        // What has to be sorted out is read in the largest parts that there are.
        var page = query.detail() == null ? query.page() : new Page(query.page().after(), Page.LARGEST);
        var found = new ArrayList<ProviderSession>();
        for (int read = 0; read < MOST; read++) {
            var part = sessions.sessions(which.get(), page);
            for (var session : part) {
                if (query.finds(session)) {
                    found.add(new ProviderSession(session, clients.apply(session)));
                }
                if (found.size() == query.page().size()) {
                    return new ProviderSessionList(
                            found, Optional.of(query.page().next(session.id())));
                }
            }
            if (part.size() < page.size()) {
                return new ProviderSessionList(found, Optional.empty());
            }
            page = page.next(part.get(part.size() - 1).id());
        }
        return new ProviderSessionList(
                found, Optional.of(new Page(page.after(), query.page().size())));
    }

    /** All live sessions of a subject. */
    List<ProviderSession> all(String subject) {
        var found = new ArrayList<ProviderSession>();
        var part = find(SessionQuery.ofSubject(subject, Page.first(Page.LARGEST)));
        found.addAll(part.sessions());
        while (part.next().isPresent()) {
            part = find(SessionQuery.ofSubject(subject, part.next().get()));
            found.addAll(part.sessions());
        }
        return found;
    }

    /** Empty where there can be none. */
    private static Optional<SessionSelector> selector(SessionQuery query) {
        if (query.sid() != null) {
            return SessionId.parse(query.sid()).map(SessionSelector::byId);
        }
        return Optional.of(
                query.subject() == null ? SessionSelector.everyone() : SessionSelector.bySubject(query.subject()));
    }
}
