// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The JMX bean of one application, of several that a server may have. */
record Registration(Optional<ObjectName> name) implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final int MOST = 100;

    /** Where there can be none, what is to be seen is lost, and nothing else. */
    static Registration of(SignOutMXBean bean) {
        try {
            return new Registration(Optional.of(register(bean, "dev.adieu:type=SignOut" + application())));
        } catch (JMException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Operators see nothing of sign-outs by JMX", e);
            return new Registration(Optional.empty());
        }
    }

    private static ObjectName register(SignOutMXBean bean, String base) throws JMException {
        for (int instance = 1; ; instance++) {
            var name = new ObjectName(instance == 1 ? base : base + ",instance=" + instance);
            try {
                ManagementFactory.getPlatformMBeanServer().registerMBean(bean, name);
                return name;
            } catch (InstanceAlreadyExistsException e) {
                // Another application whose name nobody tells.
                if (instance == MOST) {
                    throw e;
                }
            }
        }
    }

    private static String application() {
        try {
            return ",application=" + ObjectName.quote(InitialContext.doLookup("java:app/AppName"));
        } catch (NamingException e) {
            return "";
        }
    }

    @Override
    public void close() {
        name.ifPresent(each -> {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(each);
            } catch (JMException | RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "Gone already: " + each, e);
            }
        });
    }
}
