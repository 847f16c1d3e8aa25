// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.FederatedLink;
import dev.adieu.SessionSelector;
import dev.adieu.spi.SessionRecord;
import java.util.List;
import java.util.function.Predicate;

/** Whether a selector means a session. */
record Selects(SessionRecord record) implements SessionSelector.Cases<Boolean> {

    static boolean any(List<SessionSelector> selectors, SessionRecord record) {
        return selectors.stream().anyMatch(selector -> selector.match(new Selects(record)));
    }

    @Override
    public Boolean byId(SessionSelector.ById selector) {
        return selector.ids().contains(record.session().id());
    }

    @Override
    public Boolean bySubject(SessionSelector.BySubject selector) {
        return selector.subject().equals(record.session().subject());
    }

    @Override
    public Boolean othersOf(SessionSelector.OthersOf selector) {
        return selector.subject().equals(record.session().subject())
                && !selector.kept().contains(record.session().id());
    }

    @Override
    public Boolean byIssuerAndSid(SessionSelector.ByIssuerAndSid selector) {
        return linked(link ->
                link.issuer().equals(selector.issuer()) && selector.sid().equals(link.sid()));
    }

    @Override
    public Boolean byIssuerAndSub(SessionSelector.ByIssuerAndSub selector) {
        return linked(link ->
                link.issuer().equals(selector.issuer()) && selector.sub().equals(link.sub()));
    }

    @Override
    public Boolean everyone(SessionSelector.Everyone selector) {
        return true;
    }

    private boolean linked(Predicate<FederatedLink> which) {
        return record.links().stream().anyMatch(which);
    }
}
