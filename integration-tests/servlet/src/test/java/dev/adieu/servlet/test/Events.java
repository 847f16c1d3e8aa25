// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import dev.adieu.SignedOut;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What has ended. */
@ApplicationScoped
public class Events {
    static final List<SignedOut> ALL = new CopyOnWriteArrayList<>();

    void note(@Observes SignedOut event) {
        ALL.add(event);
    }

    /** Subject and reason of each end, in their order. */
    static List<String> ends() {
        return ALL.stream()
                .flatMap(event -> event.sessions().stream().map(each -> each.subject() + " " + event.reason()))
                .toList();
    }
}
