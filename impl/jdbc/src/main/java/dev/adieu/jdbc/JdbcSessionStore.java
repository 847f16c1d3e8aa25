// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.Page;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.UserSession;
import dev.adieu.spi.Created;
import dev.adieu.spi.Ending;
import dev.adieu.spi.Follower;
import dev.adieu.spi.Follower.Following;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreCounts;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.spi.TokenHash;
import dev.adieu.spi.UnheardEnds;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Sessions in a relational database, for every node that uses it. */
final class JdbcSessionStore implements SessionStore, AutoCloseable {
    /** How many sessions one statement ends at most: a thousand, and room to see that there are no more. */
    private static final int CHUNK = 1024;

    private final SecureRandom random = new SecureRandom();
    private final Database database;
    private final Statements sql;
    private final Creation creation;
    private final JdbcFacts facts;
    private final Poll poll;
    private final UnheardEnds unheard = new UnheardEnds();

    JdbcSessionStore(Database database, Statements sql) {
        this.database = database;
        this.sql = sql;
        this.creation = new Creation(database, sql, this::newOperation);
        this.facts = new JdbcFacts(database, sql);
        this.poll = new Poll(database, sql);
    }

    @Override
    public Created create(NewSession session, Limit limit, Set<String> outstanding) {
        var values = ending(Reason.LIMIT, outstanding);
        try {
            var created = creation.create(session, limit, values);
            poll.tell(created.ended());
            return created;
        } catch (StoreUnavailableException e) {
            noteUnheard(values, e);
            throw e;
        }
    }

    @Override
    public Optional<SessionRecord> find(TokenHash token) {
        return readLive("look a session up", sql.find, Map.of("token", token.value())).stream()
                .findFirst();
    }

    @Override
    public Optional<SessionRecord> findEnded(TokenHash token) {
        return read("look an ended session up", sql.findEnded, Map.of("token", token.value())).stream()
                .findFirst();
    }

    @Override
    public boolean touch(SessionId id, Duration tolerance) {
        var values = Map.of("id", id.value(), "tolerance", tolerance.toMillis());
        return database.change("note a sighting", sql.touch, values) > 0
                || database.statement("look a session up", connection -> {
                    try (var statement = sql.isLive.prepare(connection, values);
                            var rows = statement.executeQuery()) {
                        return rows.next();
                    }
                });
    }

    @Override
    public List<UserSession> list(SessionSelector which, Page page) {
        var paging = Map.of("page", page.after() == null ? "" : page.after().value(), "atMost", page.size());
        return selected(which).stream()
                .flatMap(part -> readLive("list sessions", sql.list(part), part.with(paging)).stream())
                .map(SessionRecord::session)
                .sorted(Comparator.comparing(session -> session.id().value()))
                .limit(page.size())
                .toList();
    }

    @Override
    public List<SessionRecord> end(SessionSelector which, Reason reason, Set<String> outstanding) {
        var ended = new ArrayList<SessionRecord>();
        try {
            for (var part : selected(which)) {
                var values = part.with(ending(reason, outstanding));
                List<SessionRecord> chunk;
                do {
                    chunk = end("end sessions", sql.end(part), values);
                    ended.addAll(chunk);
                    // Everyone's go by id: what is behind is not read again.
                    values.put("after", last(chunk));
                } while (chunk.size() == CHUNK);
            }
        } catch (StoreUnavailableException e) {
            ended.addAll(e.ended());
            throw new StoreUnavailableException(e.getMessage(), e, ended);
        }
        poll.tell(ended);
        return ended;
    }

    private static String last(List<SessionRecord> chunk) {
        return chunk.stream()
                .map(record -> record.session().id().value())
                .max(Comparator.naturalOrder())
                .orElse("");
    }

    private List<Selection> selected(SessionSelector which) {
        return Selection.of(
                which,
                key -> database.statement("look sessions of a provider up", connection -> {
                    try (var statement = sql.linked.prepare(connection, Map.of("link", key));
                            var rows = statement.executeQuery()) {
                        var tokens = new ArrayList<String>();
                        while (rows.next()) {
                            tokens.add(rows.getString(1));
                        }
                        return tokens;
                    }
                }));
    }

    @Override
    public List<SessionRecord> endExpired(int atMost, Set<String> outstanding) {
        purge();
        var late = unheard.ask(operation -> read("ask for an earlier end", sql.ofOperation, Map.of("mark", operation)));
        if (!late.isEmpty()) {
            return late;
        }
        var values = ending(Reason.IDLE_TIMEOUT, outstanding);
        values.put("atMost", atMost);
        var ended = end("end expired sessions", sql.endExpired, values);
        poll.tell(ended);
        return ended;
    }

    @Override
    public void settle(Set<SessionId> ids, String effect) {
        for (var part : selected(SessionSelector.byId(ids.toArray(SessionId[]::new)))) {
            var values = part.with(Map.of("name", Ending.text(effect)));
            changing("settle an effect", connection -> sql.settle.run(connection, values));
        }
    }

    @Override
    public void hold(Set<SessionId> ids) {
        for (var part : selected(SessionSelector.byId(ids.toArray(SessionId[]::new)))) {
            changing("hold outstanding effects", connection -> sql.hold.run(connection, part.with(Map.of())));
        }
    }

    @Override
    public List<SessionRecord> unsettled(Duration delay, int atMost) {
        return changing(
                "take over outstanding effects",
                connection -> Rows.of(
                        sql.unsettled,
                        connection,
                        Map.of("delay", delay.toMillis(), "atMost", atMost, "mark", newOperation())));
    }

    /** An index tells what is unsettled; to count what is live a database reads all of it. */
    @Override
    public StoreCounts counts() {
        return new StoreCounts(
                OptionalLong.empty(), OptionalLong.of(database.statement("count what is unsettled", connection -> {
                    try (var statement = sql.countUnsettled.prepare(connection, Map.of());
                            var rows = statement.executeQuery()) {
                        rows.next();
                        return rows.getLong(1);
                    }
                })));
    }

    @Override
    public Optional<String> remember(String key, String value, Instant until) {
        return facts.remember(key, value, until);
    }

    @Override
    public void advance(String key, Instant to, Instant until) {
        facts.advance(key, to, until);
    }

    @Override
    public Optional<String> recall(String key) {
        return facts.recall(key);
    }

    @Override
    public Watch watch(Watcher watcher) {
        return poll.watch(watcher);
    }

    @Override
    public Optional<Following> follow(Follower follower) {
        return sql.echo.map(echo -> new EndsFollowing(database, echo, newOperation(), follower));
    }

    /** Stops telling watchers. The connections are the data source's. */
    @Override
    public void close() {
        poll.close();
    }

    @Override
    public String toString() {
        return database.toString();
    }

    private void purge() {
        changing("forget ended sessions", connection -> sql.purgeSessions.run(connection, Map.of()));
        changing("forget facts", connection -> sql.purgeFacts.run(connection, Map.of()));
    }

    /**
     * Ends sessions. Each try is an operation of its own: what one has ended though its answer was lost is asked for by
     * the next sweep.
     */
    private List<SessionRecord> end(String what, Sql sql, Map<String, Object> values) {
        values.remove("mark");
        try {
            return changing(what, connection -> {
                if (values.get("mark") != null) {
                    unheard.add((String) values.get("mark"));
                }
                values.put("mark", newOperation());
                try {
                    return Rows.of(sql, connection, values);
                } catch (SQLException e) {
                    if (Database.isRolledBack(e)) {
                        values.remove("mark");
                    }
                    throw e;
                }
            });
        } catch (StoreUnavailableException e) {
            noteUnheard(values, e);
            throw e;
        }
    }

    /** What was sent, and may have taken effect. */
    private void noteUnheard(Map<String, Object> values, StoreUnavailableException e) {
        if (values.get("mark") != null && e.getCause() instanceof SQLException) {
            unheard.add((String) values.get("mark"));
        }
    }

    private static Map<String, Object> ending(Reason reason, Set<String> outstanding) {
        var values = new HashMap<String, Object>();
        values.put("reason", reason.code());
        values.put("outstanding", Ending.text(outstanding));
        values.put("due", outstanding.isEmpty() ? 0 : 1);
        values.put("atMost", CHUNK);
        return values;
    }

    private String newOperation() {
        var bits = new byte[16];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private List<SessionRecord> readLive(String what, Sql query, Map<String, ?> values) {
        return database.statement(what, connection -> Rows.live(query, connection, values));
    }

    private List<SessionRecord> read(String what, Sql query, Map<String, ?> values) {
        return database.statement(what, connection -> Rows.of(query, connection, values));
    }

    /** One statement; where the database needs a lock before it, two in one transaction. */
    private <T> T changing(String what, Database.Work<T> change) {
        return sql.lock.isEmpty()
                ? database.statement(what, change)
                : database.transaction(what, connection -> {
                    sql.lock.get().run(connection, Map.of());
                    return change.on(connection);
                });
    }
}
