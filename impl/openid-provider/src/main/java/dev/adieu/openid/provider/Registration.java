// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** What operators see of this node. */
record Registration(ObjectName name) implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    /** Where there can be none, what is to be seen is lost, and nothing else. */
    static Registration of(ClientNotificationsMXBean bean, String issuer) {
        try {
            var name = new ObjectName("dev.adieu:type=ClientNotifications,issuer=" + ObjectName.quote(issuer));
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, name);
            return new Registration(name);
        } catch (JMException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Operators see nothing of the notifications of clients", e);
            return new Registration(ObjectName.WILDCARD);
        }
    }

    @Override
    public void close() {
        if (!name.isPattern()) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            } catch (JMException | RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "Gone already: " + name, e);
            }
        }
    }
}
