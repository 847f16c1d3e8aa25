// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.jdbc.Dialect.Change;
import dev.adieu.spi.UnheardEnds;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What is said to the database, in its dialect. {@code live_until} is null once a session has ended. */
final class Statements {
    private static final String LIVE = "live_until IS NOT NULL";
    private static final String END =
            """
            ended_at = %1$s, kept_until = %1$s + retention, outstanding = :outstanding,
            handed_at = CASE WHEN :due = 1 THEN %1$s END, reason = %2$s, live_until = NULL""";
    /** Long enough to hear of an end whose answer was lost. */
    private static final long LINGERS = UnheardEnds.ASKED_FOR.toMillis();

    final Sql find;
    final Sql findEnded;
    final Sql ofOperation;
    final Sql insert;
    final Sql insertLink;
    final Sql linked;
    final Sql dropForgotten;
    final Sql bucket;
    final Sql lockBucket;
    final Sql insertBucket;
    final Sql liveOfSubject;
    final Sql touch;
    final Sql isLive;
    final Sql endExpired;
    final Sql unsettled;
    final Sql countUnsettled;
    final Sql settle;
    final Sql hold;
    final Sql endedSince;
    final Sql time;
    final Sql recall;
    final Sql replaceFact;
    final Sql insertFact;
    final Sql advanceFact;
    final Sql purgeSessions;
    final Sql purgeFacts;

    final Optional<Sql> lock;
    final Optional<Sql> echo;

    private final Dialect dialect;
    private final String now;
    private final ConcurrentMap<String, Sql> ends = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Sql> lists = new ConcurrentHashMap<>();

    Statements(Dialect dialect, String now) {
        this.dialect = dialect;
        this.now = now;
        lock = dialect.lock().map(Sql::new);
        echo = dialect.echo(now).map(Sql::new);
        find = new Sql(selectLive("token = :token"));
        findEnded = new Sql(select("token = :token AND " + isKept()));
        ofOperation = new Sql(select("operation = :mark"));
        insert = new Sql(dialect.insert(
                """
                INSERT INTO adieu_session
                (token, id, subject, content, idle, retention, began_at, seen_at, dies_at, live_until)
                VALUES (:token, :id, :subject, :content, :idle, :retention, %1$s, %1$s, %1$s + :lifetime, %1$s + :first)"""
                        .formatted(now),
                "began_at"));
        insertLink = new Sql("INSERT INTO adieu_link (link, token) VALUES (:link, :token)");
        linked = new Sql("SELECT token FROM adieu_link WHERE link = :link ORDER BY token");
        dropForgotten = new Sql(
                "DELETE FROM adieu_session WHERE token = :token AND live_until IS NULL AND NOT (" + isKept() + ")");
        bucket = new Sql("SELECT bucket FROM adieu_bucket WHERE bucket = :bucket");
        lockBucket = new Sql(bucket + " FOR UPDATE");
        insertBucket = new Sql("INSERT INTO adieu_bucket (bucket) VALUES (:bucket)");
        liveOfSubject = new Sql("SELECT token FROM adieu_session WHERE subject = :subject AND live_until > " + now
                + " ORDER BY number");
        touch = new Sql(
                """
                UPDATE adieu_session SET seen_at = %1$s, live_until = LEAST(%1$s + idle, dies_at)
                WHERE id = :id AND live_until > %1$s AND seen_at < %1$s AND seen_at <= %1$s - :tolerance"""
                        .formatted(now));
        isLive = new Sql("SELECT 1 FROM adieu_session WHERE id = :id AND live_until > " + now);
        endExpired = new Sql(dialect.change(new Change(
                END.formatted(now, "CASE WHEN live_until >= dies_at THEN 'lifetime' ELSE 'idle_timeout' END"),
                "live_until <= " + now,
                "live_until",
                Dialect.Mark.OPERATION,
                true)));
        // As it is, the one that asks for the attempts comes first: see below.
        unsettled = new Sql(dialect.change(new Change(
                "handed_at = " + now + " + (POWER(2, LEAST(attempts, 8)) - 1) * :delay, attempts = attempts + 1",
                "handed_at <= " + now + " - :delay",
                "handed_at",
                Dialect.Mark.TAKER,
                true)));
        countUnsettled = new Sql("SELECT COUNT(handed_at) FROM adieu_session WHERE handed_at IS NOT NULL");
        // MariaDB assigns from left to right: the one that asks for the names left comes first.
        settle = new Sql(
                """
                UPDATE adieu_session
                SET handed_at = CASE WHEN REPLACE(outstanding, :name, '') = '' THEN NULL ELSE handed_at END,
                    outstanding = REPLACE(outstanding, :name, '')
                WHERE id IN (:ids) AND handed_at IS NOT NULL""");
        hold = new Sql("UPDATE adieu_session SET handed_at = " + now + " WHERE id IN (:ids) AND handed_at < " + now);
        endedSince = new Sql("SELECT id, reason, ended_at FROM adieu_session WHERE ended_at >= :since");
        time = new Sql("SELECT " + now);
        recall = new Sql("SELECT content FROM adieu_fact WHERE fact = :fact AND kept_until > " + now);
        replaceFact = new Sql("UPDATE adieu_fact SET content = :content, kept_until = :until WHERE fact = :fact"
                + " AND kept_until <= " + now);
        insertFact = new Sql("INSERT INTO adieu_fact (fact, content, kept_until) VALUES (:fact, :content, :until)");
        advanceFact = new Sql(
                """
                UPDATE adieu_fact
                SET content = CASE WHEN kept_until > %1$s AND content > :content THEN content ELSE :content END,
                    kept_until = CASE WHEN kept_until > :until THEN kept_until ELSE :until END
                WHERE fact = :fact"""
                        .formatted(now));
        purgeSessions = new Sql(dialect.delete(
                "adieu_session", "token", "kept_until <= " + now + " - " + LINGERS + " AND handed_at IS NULL"));
        purgeFacts = new Sql(dialect.delete("adieu_fact", "fact", "kept_until <= " + now));
    }

    /** Ends what is selected, live or expired. */
    Sql end(Selection selection) {
        return ends.computeIfAbsent(
                selection.condition(),
                condition -> new Sql(dialect.change(new Change(
                        END.formatted(now, ":reason"),
                        LIVE + " AND " + condition,
                        selection.order(),
                        Dialect.Mark.OPERATION,
                        false))));
    }

    /** Lists what is selected and live. */
    Sql list(Selection selection) {
        return lists.computeIfAbsent(
                selection.condition(),
                condition ->
                        new Sql(selectLive(condition + " AND id > :page ORDER BY id FETCH FIRST :atMost ROWS ONLY")));
    }

    private String isKept() {
        return "live_until IS NULL AND (kept_until > " + now + " OR handed_at IS NOT NULL)";
    }

    private String selectLive(String condition) {
        return "SELECT " + Dialect.LIVE_ROW + " FROM adieu_session WHERE live_until > " + now + " AND " + condition;
    }

    private static String select(String condition) {
        return "SELECT " + Dialect.ROW + " FROM adieu_session WHERE " + condition;
    }
}
