// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.UserSession;
import dev.adieu.spi.SessionRecord;
import java.util.List;

/** One line for each session that ends, before anything else is done about it (ASVS V16.3.1): subject and public id, no secret. */
final class AuditLog {
    private static final System.Logger LOG = System.getLogger("dev.adieu.audit");
    private static final String NOTHING = "-";

    private final boolean on;
    private final boolean personalData;

    AuditLog(boolean on, boolean personalData) {
        this.on = on;
        this.personalData = personalData;
    }

    void write(List<SessionRecord> ended, Occasion occasion) {
        if (on) {
            ended.forEach(record -> LOG.log(System.Logger.Level.INFO, line(record.session(), occasion)));
        }
    }

    private String line(UserSession session, Occasion occasion) {
        return "session ended: subject=\""
                + Refusals.printable(session.subject()).replace('"', '?')
                + "\" session=" + session.id()
                + " reason=" + occasion.reason()
                + " scheme=" + session.scheme()
                + " address=" + Refusals.printable(address(session, occasion))
                + " trace=" + occasion.trace().orElse(NOTHING);
    }

    /** Who ended it; where nobody did, who had it. */
    private String address(UserSession session, Occasion occasion) {
        return personalData
                ? occasion.address().orElse(session.details().getOrDefault(SignIns.ADDRESS, NOTHING))
                : NOTHING;
    }
}
