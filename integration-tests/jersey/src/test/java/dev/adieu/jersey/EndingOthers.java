// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.Reason;
import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.SignOut;
import dev.adieu.SignOutOptions;
import dev.adieu.SignOutResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** One call each for what an application ends by itself. */
@ApplicationScoped
public class EndingOthers {
    @Inject
    SessionManager sessions;

    /** In the request in which somebody has changed their password: everywhere but here. */
    SignOutResult afterPasswordChange() {
        return sessions.signOut(SignOutOptions.builder()
                .sessions(SignOut.Sessions.OTHERS)
                .reason(new Reason("password_changed"))
                .build());
    }

    /** When an account is disabled, by anybody, in a request or a job. */
    SignOutResult afterDisabling(String subject) {
        return sessions.signOut(SignOutOptions.builder()
                .selector(SessionSelector.bySubject(subject))
                .reason(new Reason("account_disabled"))
                .build());
    }

    /** Everyone, after a leak. */
    SignOutResult afterALeak() {
        return sessions.signOut(SignOutOptions.builder()
                .selector(SessionSelector.everyone())
                .reason(new Reason("leak"))
                .build());
    }
}
