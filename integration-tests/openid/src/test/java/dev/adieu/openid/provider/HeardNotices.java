// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is to be told of a session that goes on. */
@ApplicationScoped
public class HeardNotices implements ClientNotices {
    private static final Map<String, List<String>> HEARD = new ConcurrentHashMap<>();

    /** What was to be told of one. */
    public static List<String> of(String sid) {
        return HEARD.getOrDefault(sid, List.of());
    }

    @Override
    public void tell(List<Told> sessions, Set<String> clientIds, Reason reason) {
        sessions.forEach(each -> HEARD.computeIfAbsent(each.sid(), sid -> new CopyOnWriteArrayList<>())
                .add(each.subject() + " " + clientIds + " " + reason));
    }
}
