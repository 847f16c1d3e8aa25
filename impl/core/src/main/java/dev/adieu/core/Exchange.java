// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.ResponseChange;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.SignOutException;
import dev.adieu.spi.Found;
import dev.adieu.spi.Scheme;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.Surroundings;
import dev.adieu.spi.TokenHash;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One request and what its answer is to change. Finds the caller when somebody asks, at most once, and forgets them when
 * they are signed out. Lives in a property of the request, so that it is there on whichever thread the answer is made.
 */
final class Exchange {
    private static final String PROPERTY = Exchange.class.getName();
    private static final Pattern PAGE = Pattern.compile("(text/html|application/xhtml\\+xml)(;.*)?");
    private final ContainerRequestContext request;
    private final Schemes schemes;
    private final Sightings sightings;
    private final ForgeryGuard guard;
    private final ContainerCaller container;
    private final Map<Scheme, Found> found = new LinkedHashMap<>();
    private final Map<TokenHash, Optional<SessionRecord>> lookedUp = new HashMap<>();
    private final List<ResponseChange> changes = new ArrayList<>();
    private @Nullable SessionRecord signedIn;
    private @Nullable SignOutException unavailable;
    private boolean reached;
    private boolean returned;

    Exchange(ContainerRequestContext request, Schemes schemes, Sightings sightings, ForgeryGuard guard) {
        this.request = request;
        this.schemes = schemes;
        this.sightings = sightings;
        this.guard = guard;
        this.container = new ContainerCaller(request);
        Surroundings.of(request)
                .ifPresent(known -> known.seen().forEach((token, seen) -> lookedUp.put(token, Optional.of(seen))));
        // One may have begun before Jakarta REST did: a session is looked up once for a request.
        of(request).ifPresent(earlier -> {
            lookedUp.putAll(earlier.lookedUp);
            unavailable = earlier.unavailable;
        });
        request.setProperty(PROPERTY, this);
    }

    static Optional<Exchange> of(ContainerRequestContext request) {
        return Optional.ofNullable((Exchange) request.getProperty(PROPERTY));
    }

    ContainerRequestContext request() {
        return request;
    }

    /** Notes that the resource method was reached, and no filter answered in its place. */
    void markReached() {
        reached = true;
    }

    /** Whether the resource method returned normally, with a status below 400. */
    boolean returned() {
        return reached && returned;
    }

    void markReturned() {
        returned = true;
    }

    /** The caller's session: that of this request's sign-in, else the first that a scheme presents. */
    synchronized Optional<SessionRecord> session() {
        var session = Optional.ofNullable(signedIn);
        for (var scheme : schemes.all()) {
            session = session.or(() -> presented(scheme).session());
        }
        return session;
    }

    /** The credentials of these schemes that a live session has, ambiguous ones too: what a sign-out of them ends. */
    synchronized List<TokenHash> liveCredentials(List<Scheme> meant) {
        return meant.stream()
                .flatMap(scheme -> found(scheme).credentials().stream())
                .distinct()
                .filter(token -> lookUp(token).isPresent())
                .toList();
    }

    /** Whether the request carries a credential of a scheme, live or dead. */
    synchronized boolean carries(Scheme scheme) {
        return !found(scheme).credentials().isEmpty();
    }

    /** The sessions that were found in this request so far. */
    synchronized List<SessionId> knownSessions() {
        return Stream.concat(
                        Stream.ofNullable(signedIn), lookedUp.values().stream().flatMap(Optional::stream))
                .map(each -> each.session().id())
                .toList();
    }

    /** Whether somebody asked who calls, and it was somebody. */
    synchronized boolean knowsCaller() {
        return signedIn != null || lookedUp.values().stream().anyMatch(Optional::isPresent);
    }

    /** The sessions of every credential of these schemes, ambiguous ones too: what a sign-out of them must end. */
    synchronized List<SessionRecord> sessions(List<Scheme> meant) {
        var presented = meant.stream()
                .flatMap(scheme -> found(scheme).credentials().stream())
                .flatMap(token -> lookUp(token).stream());
        return Stream.concat(Stream.ofNullable(signedIn).filter(session -> meant(session, meant)), presented)
                .distinct()
                .toList();
    }

    /** The sessions of these schemes' credentials that have ended not long ago. */
    synchronized List<SessionRecord> recentlyEnded(List<Scheme> meant) {
        return meant.stream()
                .flatMap(scheme -> found(scheme).credentials().stream())
                .flatMap(token -> sightings.seeEnded(token).stream())
                .toList();
    }

    private static boolean meant(SessionRecord session, List<Scheme> schemes) {
        return schemes.stream()
                .anyMatch(scheme -> scheme.name().equals(session.session().scheme()));
    }

    /** The schemes whose credential in this request may once have been live, and is not; none if nobody asked. */
    synchronized List<Scheme> dead() {
        if (lookedUp.isEmpty()) {
            return List.of();
        }
        return schemes.all().stream()
                .filter(found::containsKey)
                .filter(scheme ->
                        found(scheme).identity().filter(lookedUp::containsKey).isPresent())
                .filter(scheme -> presented(scheme).isDead())
                .toList();
    }

    /** The schemes in whose place the request carries what was never issued. */
    synchronized List<Scheme> neverIssued() {
        return schemes.all().stream()
                // What the container has is never malformed, and not to be asked about where nobody has.
                .filter(scheme -> !scheme.isContainers())
                .filter(scheme ->
                        found(scheme).malformed() && found(scheme).credentials().isEmpty())
                .toList();
    }

    private Presented presented(Scheme scheme) {
        var found = found(scheme);
        return new Presented(scheme, found, found.identity().flatMap(this::lookUp));
    }

    private Found found(Scheme scheme) {
        var known = found.get(scheme);
        if (known == null) {
            // Not within the map: what finds somebody may ask for somebody itself.
            known = scheme.find(request);
            found.put(scheme, known);
        }
        return known;
    }

    /** Somebody has looked already. A scheme that found nothing before is asked again: it may find this one. */
    synchronized void seen(TokenHash token, SessionRecord session) {
        lookedUp.put(token, Optional.of(session));
        found.values().removeIf(each -> each.credentials().isEmpty());
    }

    /** At most once, also when the store does not answer: a second wait would be no better. */
    private Optional<SessionRecord> lookUp(TokenHash token) {
        if (unavailable != null) {
            throw unavailable;
        }
        var known = lookedUp.get(token);
        if (known != null) {
            return known;
        }
        try {
            var seen = sightings.see(token);
            lookedUp.put(token, seen);
            return seen;
        } catch (SignOutException e) {
            unavailable = e;
            throw e;
        }
    }

    /** Why the caller would stay signed in whatever is done; empty where a sign-out can sign them out. */
    synchronized Optional<String> unendable() {
        var caller = container.principal();
        if (caller.isPresent() && container.isSentAgain()) {
            return Optional.of(Refusals.sentAgain(container.authentication()));
        }
        var told = schemes.all().stream()
                .flatMap(scheme -> Stream.ofNullable(found(scheme).unendable()))
                .findFirst();
        return told.map(Refusals::unendable)
                .or(() -> caller.filter(principal -> !isRecognised(principal)).map(unknown -> Refusals.UNRECOGNISED));
    }

    private boolean isRecognised(Principal principal) {
        return schemes.all().stream()
                        .anyMatch(scheme -> scheme.isContainers()
                                && !found(scheme).credentials().isEmpty())
                || sessions(schemes.all()).stream()
                        .anyMatch(each -> each.session().subject().equals(principal.getName()));
    }

    /** Whether the container is who knows the roles of a session. */
    boolean isContainers(SessionRecord session) {
        return schemes.all().stream()
                .anyMatch(scheme -> scheme.isContainers()
                        && scheme.name().equals(session.session().scheme()));
    }

    /** Whether this may be a request that the container saved before a login, and replays now. */
    boolean mayBeReplayed() {
        return Surroundings.of(request).filter(Surroundings::justSignedIn).isPresent();
    }

    /** Who caused the request, if it must not begin or end a session. */
    Optional<String> forgedBy() {
        return guard.refuse(request);
    }

    /** Notes whom the container knows, whatever Adieu knows: on the request's thread, since servers tell no other one. */
    void noteContainerCaller() {
        container.note();
    }

    /** Whether a person looks at the answer, rather than a program. */
    boolean isNavigation() {
        var mode = request.getHeaderString("Sec-Fetch-Mode");
        if (mode != null) {
            return mode.equals("navigate");
        }
        return request.getAcceptableMediaTypes().stream()
                .findFirst()
                .filter(type -> PAGE.matcher(type.toString()).matches())
                .isPresent();
    }

    synchronized void signedIn(SessionRecord session, List<ResponseChange> issued) {
        signedIn = session;
        changes.addAll(issued);
    }

    /** Forgets the sessions selected: for the rest of this request they are nobody's. */
    synchronized void signedOut(List<SessionSelector> selectors, List<ResponseChange> forgotten) {
        lookedUp.replaceAll((token, session) -> session.filter(each -> !Selects.any(selectors, each)));
        if (signedIn != null && Selects.any(selectors, signedIn)) {
            signedIn = null;
        }
        changes.addAll(forgotten);
    }

    /** Ends what the server itself keeps: for the schemes that were left, and for all when nobody stays signed in. */
    synchronized void release(List<Scheme> left) {
        if (!left.isEmpty()) {
            var released = session().isEmpty() ? schemes.all() : left;
            released.forEach(scheme -> scheme.release(request));
        }
    }

    synchronized void answerWith(List<ResponseChange> further) {
        changes.addAll(further);
    }

    synchronized boolean hasSignedIn() {
        return signedIn != null;
    }

    synchronized List<ResponseChange> changes() {
        return List.copyOf(changes);
    }
}
