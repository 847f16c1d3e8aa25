// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.SignOutException;
import dev.adieu.SignOutOptions;
import dev.adieu.openid.provider.Grants.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The provider's sessions, for administrators: who is signed in to what, and how that ends. Whoever calls it decides who is
 * one. Safe for many threads; works without a request, and within one that no other site caused.
 */
@ApplicationScoped
public class SessionAdministration {
    @Inject
    private Provider provider;

    @Inject
    private SessionManager sessions;

    @Inject
    private Restrictions restrictions;

    @Inject
    private Instance<ClientNotices> notices;

    /** What is done something about; live or not. */
    private record Affected(String sid, String subject, List<String> clientIds) {}

    /** For CDI. */
    public SessionAdministration() {}

    /**
     * The live sessions that are looked for, each with its clients.
     *
     * <p>Stores find them by subject and by {@code sid}. For a detail, the sessions of the subject, or else everyone's, are read
     * one after the other: at most 10,000 for a call, and {@link ProviderSessionList#next()} goes on. Whom each has signed in
     * to is asked one by one.
     *
     * @throws SignOutException when the store does not answer
     */
    public ProviderSessionList find(SessionQuery query) {
        // S-25
        return search().find(query);
    }

    /**
     * Ends sessions with {@link Reason#ADMINISTRATOR}, or {@code administrator_restricted} where not everything is to happen, tells their clients, and revokes what was granted, as far as each is
     * wanted. Sessions that begin meanwhile end too. The sessions are first; what fails after it can be done by the same
     * call once more, whether they are live or not.
     *
     * @throws SignOutException when the store did not answer, and then sessions may be live; or when another
     *     site caused the request
     * @throws IllegalStateException when clients are to be told of sessions that do not end, and nothing here can; then nothing
     *     has been done
     * @throws RuntimeException what {@link Grants} throws
     */
    public void remove(SessionRemoval what) {
        // S-25
        requireMeant();
        var told = what.notifyClients() && !what.endSession();
        if (told && notices.isUnsatisfied()) {
            throw new IllegalStateException("Nothing here tells clients of sessions that do not end");
        }
        var affected = affected(what);
        if (what.endSession() && (what.sid() == null || !affected.isEmpty())) {
            end(what, affected);
        }
        revoke(what, affected);
        if (told && !affected.isEmpty()) {
            tell(what, affected);
        }
    }

    /** Another site's page does nothing in an administrator's name, whether a session is to end or not. */
    private void requireMeant() {
        var refusal = sessions.plan(SignOutOptions.of(SessionSelector.byId())).error();
        if (refusal != null) {
            throw new SignOutException(refusal, "Nothing was removed");
        }
    }

    private void tell(SessionRemoval what, List<Affected> affected) {
        var sessions = affected.stream()
                .map(each -> new ClientNotices.Told(each.sid(), each.subject()))
                .toList();
        notices.forEach(each -> each.tell(sessions, what.clientIds(), Reason.ADMINISTRATOR));
    }

    private SessionSearch search() {
        return new SessionSearch(sessions, session -> provider.owed(session.id().value()));
    }

    private List<Affected> affected(SessionRemoval what) {
        if (what.sid() == null) {
            // Of all of a subject, nobody asks for their clients.
            return new SessionSearch(sessions, session -> List.of())
                    .all(String.valueOf(what.subject())).stream()
                            .map(SessionAdministration::affected)
                            .toList();
        }
        return affected(what.sid())
                .filter(each -> what.subject() == null || what.subject().equals(each.subject()))
                .stream()
                .toList();
    }

    /** Live, or ended lately. */
    private Optional<Affected> affected(String sid) {
        return search().find(SessionQuery.ofSid(sid)).sessions().stream()
                .findFirst()
                .map(SessionAdministration::affected)
                .or(() -> provider.session(sid).map(each -> new Affected(sid, each.subject(), each.clients())));
    }

    private static Affected affected(ProviderSession live) {
        return new Affected(live.session().id().value(), live.session().subject(), live.clientIds());
    }

    private void end(SessionRemoval what, List<Affected> affected) {
        var restriction = what.restriction();
        var whole = restriction.equals(Restriction.NONE);
        if (!whole) {
            affected.forEach(each -> restrictions.add(each.sid(), restriction));
        }
        var which = what.sid() == null
                ? SessionSelector.bySubject(String.valueOf(what.subject()))
                : SessionSelector.byId(
                        affected.stream().map(each -> new SessionId(each.sid())).toArray(SessionId[]::new));
        sessions.signOut(SignOutOptions.builder()
                        .selector(which)
                        .reason(whole ? Reason.ADMINISTRATOR : Restrictions.REASON)
                        .redirect(false)
                        .build())
                .orElseThrow();
    }

    private void revoke(SessionRemoval what, List<Affected> affected) {
        var grants = provider.grants();
        if (grants.isEmpty()) {
            return;
        }
        if (what.revokeTokens()) {
            grants.get()
                    .revoke(GrantQuery.builder()
                            .subject(what.subject())
                            .sid(what.sid())
                            .clients(what.clientIds())
                            .offline(what.offline())
                            .build());
        }
        if (what.revokeConsents()) {
            consents(what, affected).forEach(grants.get()::revoke);
        }
    }

    /** Consents are of no session, but the subject's of a session have some to do with its clients. */
    private static List<GrantQuery> consents(SessionRemoval what, List<Affected> affected) {
        if (what.sid() == null) {
            return List.of(consents(String.valueOf(what.subject()), what.clientIds()));
        }
        var queries = new ArrayList<GrantQuery>();
        for (var each : affected) {
            var clients = new HashSet<>(each.clientIds());
            if (!what.clientIds().isEmpty()) {
                clients.retainAll(what.clientIds());
            }
            // A query without clients would be of all.
            if (!clients.isEmpty()) {
                queries.add(consents(each.subject(), clients));
            }
        }
        return queries;
    }

    private static GrantQuery consents(String subject, Set<String> clients) {
        return GrantQuery.builder()
                .subject(subject)
                .clients(clients)
                .kinds(Kind.CONSENT)
                .offline(true)
                .build();
    }
}
