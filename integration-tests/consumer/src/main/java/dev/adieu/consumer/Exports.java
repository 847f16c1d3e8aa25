// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.consumer;

import dev.adieu.SessionManager;
import dev.adieu.core.InMemorySessionStore;
import dev.adieu.health.StoreReadiness;
import dev.adieu.jdbc.JdbcStore;
import dev.adieu.jwt.BearerFeature;
import dev.adieu.openid.provider.ProviderResource;
import dev.adieu.openid.relying.party.RelyingPartyResource;
import dev.adieu.redis.RedisStore;
import dev.adieu.security.SessionMechanism;
import dev.adieu.servlet.SessionFilter;
import dev.adieu.spi.SessionStore;
import dev.adieu.telemetry.SignOutMXBean;
import dev.adieu.websocket.SocketSessions;
import java.util.List;

/** A public type of every package that is exported: without one of the exports, this does not compile. */
final class Exports {
    static final List<Class<?>> TYPES = List.of(
            SessionManager.class,
            SessionStore.class,
            InMemorySessionStore.class,
            SessionFilter.class,
            SessionMechanism.class,
            SocketSessions.class,
            BearerFeature.class,
            JdbcStore.class,
            RedisStore.class,
            RelyingPartyResource.class,
            ProviderResource.class,
            SignOutMXBean.class,
            StoreReadiness.class);

    private Exports() {}
}
