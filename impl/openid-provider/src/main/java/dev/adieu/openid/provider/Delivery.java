// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Reason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What one client is still to be told. Of one thread at a time, as {@link Lanes} gives it to them. */
final class Delivery {
    private final Client client;
    private final String subject;
    private final List<String> sids;
    private final boolean all;
    private final Reason reason;
    private final CompletableFuture<Answer> answered = new CompletableFuture<>();
    private volatile long since;

    private LogoutTokens.@Nullable LogoutToken token;
    private int attempts;

    /**
     * @param sids the sessions that have ended
     * @param all whether these were all of the subject's, so that it need not be said which; else there is one
     */
    Delivery(Client client, String subject, List<String> sids, boolean all, Reason reason) {
        this.client = client;
        this.subject = subject;
        this.sids = List.copyOf(sids);
        this.all = all;
        this.reason = reason;
    }

    /**
     * What came of an attempt.
     *
     * @param soon of a failure, whether another attempt may go better in a moment
     */
    record Answer(ClientNotified.Outcome outcome, boolean soon, String detail) {
        static Answer told(String detail) {
            return new Answer(ClientNotified.Outcome.TOLD, false, detail);
        }

        static Answer refused(String detail) {
            return new Answer(ClientNotified.Outcome.REFUSED, false, detail);
        }

        static Answer failed(boolean soon, String detail) {
            return new Answer(ClientNotified.Outcome.FAILED, soon, detail);
        }

        /** Whether nothing is left to do. */
        boolean isFinal() {
            return outcome != ClientNotified.Outcome.FAILED;
        }
    }

    Client client() {
        return client;
    }

    String subject() {
        return subject;
    }

    List<String> sids() {
        return sids;
    }

    /** BC-3, L-14: where all have ended, none is named. */
    Optional<String> sid() {
        return all ? Optional.empty() : Optional.of(sids.get(0));
    }

    Reason reason() {
        return reason;
    }

    LogoutTokens.@Nullable LogoutToken token() {
        return token;
    }

    void keep(LogoutTokens.LogoutToken made) {
        token = made;
    }

    int attempts() {
        return attempts;
    }

    void attempted() {
        attempts++;
    }

    /** From now on its time runs. */
    void taken() {
        since = System.nanoTime();
    }

    long since() {
        return since;
    }

    /** What came of it in the end, as far as this node goes. */
    CompletableFuture<Answer> answered() {
        return answered;
    }

    ClientNotified notified(Answer answer) {
        return new ClientNotified(client.id(), subject, sid(), reason, answer.outcome(), answer.detail(), attempts);
    }
}
