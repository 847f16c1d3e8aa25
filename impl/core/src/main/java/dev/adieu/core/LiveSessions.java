// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.FederatedLink;
import dev.adieu.Page;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.UserSession;
import dev.adieu.spi.Created;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.TokenHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The live sessions and their indexes. Every change to a subject's sessions happens in {@code bySubject.compute} of
 * that subject, which is the lock; the other indexes are changed within it, and never the other way round.
 */
final class LiveSessions {

    /** Makes the ended record of a session, in the same step that takes it from the live ones. */
    interface End {
        SessionRecord end(LiveSession session);
    }

    /** What a link is found by; {@code kind} keeps a {@code sid} and a {@code sub} of the same text apart. */
    private record LinkKey(String kind, String issuer, String value) {}

    private final ConcurrentMap<TokenHash, LiveSession> byToken;
    private final ConcurrentNavigableMap<String, LiveSession> byId;
    /** The oldest first. Nearly always there is one, in a set that takes next to no room. */
    private final ConcurrentMap<String, Set<LiveSession>> bySubject;

    private final ConcurrentMap<LinkKey, Set<LiveSession>> byLink;
    private final ConcurrentNavigableMap<Deadline, LiveSession> byDeadline;

    LiveSessions(Maps maps) {
        byToken = maps.hashed();
        byId = maps.sorted();
        bySubject = maps.hashed();
        byLink = maps.hashed();
        byDeadline = maps.sorted();
    }

    int size() {
        return byToken.size();
    }

    @Nullable
    LiveSession byToken(TokenHash token) {
        return byToken.get(token);
    }

    @Nullable
    LiveSession byId(SessionId id) {
        return byId.get(id.value());
    }

    /** Begins a session, unless its token is one of these that have ended, or live. */
    Created create(NewSession from, Predicate<TokenHash> hasEnded, Limit limit, Instant now, End end) {
        var ended = new ArrayList<SessionRecord>();
        var accepted = new ArrayList<SessionRecord>();
        bySubject.compute(from.subject(), (subject, present) -> {
            var excess = present == null ? List.<LiveSession>of() : excess(present, limit, now);
            var refused = !excess.isEmpty() && limit.whenReached() == Limit.WhenReached.REFUSE_NEWCOMER;
            if (refused || byToken.containsKey(from.token()) || hasEnded.test(from.token())) {
                return present;
            }
            var group = present;
            for (var each : excess) {
                group = without(each, Objects.requireNonNull(group));
                ended.add(remove(each, end));
            }
            var session = new LiveSession(from, now);
            add(session);
            accepted.add(session.record());
            return with(session, group);
        });
        return new Created(accepted.isEmpty() ? null : accepted.get(0), ended);
    }

    /** The oldest sessions, as many as one more would be too many. */
    private static List<LiveSession> excess(Set<LiveSession> group, Limit limit, Instant now) {
        if (group.size() < limit.sessions()) {
            return List.of();
        }
        var oldestFirst =
                group.stream().filter(session -> !session.hasExpired(now)).toList();
        return oldestFirst.subList(0, Math.max(0, oldestFirst.size() - (limit.sessions() - 1)));
    }

    List<UserSession> list(SessionSelector which, Page page, Instant now) {
        var after = page.after() == null ? "" : page.after().value();
        return which.match(new Select(after))
                .filter(session -> !session.hasExpired(now))
                .map(session -> session.record().session())
                .limit(page.size())
                .toList();
    }

    List<SessionRecord> end(SessionSelector which, End end) {
        var ended = new ArrayList<SessionRecord>();
        which.match(new Select("")).forEach(session -> endOne(session, ended, end));
        return ended;
    }

    List<SessionRecord> endExpired(Instant now, int atMost, End end) {
        var ended = new ArrayList<SessionRecord>();
        while (ended.size() < atMost) {
            var first = byDeadline.firstEntry();
            if (first == null || first.getKey().at().isAfter(now)) {
                break;
            }
            endIfExpired(first.getValue(), now, ended, end);
        }
        return ended;
    }

    private void endIfExpired(LiveSession session, Instant now, List<SessionRecord> ended, End end) {
        bySubject.computeIfPresent(session.subject(), (subject, group) -> {
            if (!group.contains(session)) {
                return group;
            }
            if (session.hasExpired(now)) {
                ended.add(remove(session, end));
                return without(session, group);
            }
            byDeadline.remove(session.queued());
            byDeadline.put(session.requeue(), session);
            return group;
        });
    }

    private void endOne(LiveSession session, List<SessionRecord> ended, End end) {
        bySubject.computeIfPresent(session.subject(), (subject, group) -> {
            if (!group.contains(session)) {
                return group;
            }
            ended.add(remove(session, end));
            return without(session, group);
        });
    }

    private static Set<LiveSession> with(LiveSession session, @Nullable Set<LiveSession> group) {
        if (group == null) {
            return Set.of(session);
        }
        var all = group.size() == 1 ? new LinkedHashSet<>(group) : group;
        all.add(session);
        return all;
    }

    /** The others of its group; null where there are none. */
    private static @Nullable Set<LiveSession> without(LiveSession session, Set<LiveSession> group) {
        if (group.size() == 1) {
            return null;
        }
        group.remove(session);
        return group;
    }

    private void add(LiveSession session) {
        byId.put(session.id().value(), session);
        byDeadline.put(session.queued(), session);
        linkKeys(session)
                .forEach(key -> byLink.compute(key, (k, linked) -> {
                    var all = linked == null ? ConcurrentHashMap.<LiveSession>newKeySet() : linked;
                    all.add(session);
                    return all;
                }));
        byToken.put(session.token(), session);
    }

    private SessionRecord remove(LiveSession session, End end) {
        byToken.remove(session.token());
        byId.remove(session.id().value());
        byDeadline.remove(session.queued());
        linkKeys(session)
                .forEach(key -> byLink.computeIfPresent(key, (k, linked) -> {
                    linked.remove(session);
                    return linked.isEmpty() ? null : linked;
                }));
        return end.end(session);
    }

    private static Stream<LinkKey> linkKeys(LiveSession session) {
        return session.record().links().stream()
                .flatMap(link ->
                        Stream.concat(Stream.of(sub(link)), link.session().map(sid -> sid(link, sid)).stream()));
    }

    private static LinkKey sub(FederatedLink link) {
        return new LinkKey("sub", link.issuer(), link.sub());
    }

    private static LinkKey sid(FederatedLink link, String sid) {
        return new LinkKey("sid", link.issuer(), sid);
    }

    /** The sessions selected, expired ones included, ordered by id. */
    private final class Select implements SessionSelector.Cases<Stream<LiveSession>> {
        private final String after;

        Select(String after) {
            this.after = after;
        }

        @Override
        public Stream<LiveSession> byId(SessionSelector.ById selector) {
            return ordered(selector.ids().stream().flatMap(id -> Stream.ofNullable(byId.get(id.value()))));
        }

        @Override
        public Stream<LiveSession> bySubject(SessionSelector.BySubject selector) {
            return ordered(ofSubject(selector.subject()).stream());
        }

        @Override
        public Stream<LiveSession> othersOf(SessionSelector.OthersOf selector) {
            return ordered(ofSubject(selector.subject()).stream()
                    .filter(session -> !selector.kept().contains(session.id())));
        }

        @Override
        public Stream<LiveSession> byIssuerAndSid(SessionSelector.ByIssuerAndSid selector) {
            return linked(new LinkKey("sid", selector.issuer(), selector.sid()));
        }

        @Override
        public Stream<LiveSession> byIssuerAndSub(SessionSelector.ByIssuerAndSub selector) {
            return linked(new LinkKey("sub", selector.issuer(), selector.sub()));
        }

        @Override
        public Stream<LiveSession> everyone(SessionSelector.Everyone selector) {
            return byId.tailMap(after, false).values().stream();
        }

        private List<LiveSession> ofSubject(String subject) {
            var all = new ArrayList<LiveSession>();
            bySubject.computeIfPresent(subject, (key, group) -> {
                all.addAll(group);
                return group;
            });
            return all;
        }

        private Stream<LiveSession> linked(LinkKey key) {
            return ordered(byLink.getOrDefault(key, Set.of()).stream());
        }

        private Stream<LiveSession> ordered(Stream<LiveSession> few) {
            return few.filter(session -> session.id().value().compareTo(after) > 0)
                    .sorted(Comparator.comparing(session -> session.id().value()));
        }
    }
}
