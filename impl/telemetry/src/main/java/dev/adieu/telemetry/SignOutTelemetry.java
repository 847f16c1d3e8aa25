// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry;

import dev.adieu.Reason;
import dev.adieu.SignOutError;
import dev.adieu.spi.Telemetry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A JMX bean always, and OpenTelemetry where it is. Names nothing of that: without its API this class links all the same. */
@ApplicationScoped
class SignOutTelemetry implements Telemetry {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final Counters counters = new Counters();
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private volatile @Nullable Telemetry instruments;

    @Inject
    @Any
    private Instance<Object> beans;

    /** Nothing injects this bean, and Quarkus removes such ones, unless they observe something. */
    void stay(@Observes @Initialized(ApplicationScoped.class) Object application) {}

    @Override
    public void begin(Levels levels) {
        counters.begin(levels);
        open.add(Registration.of(counters));
        try {
            Instruments.of(beans).ifPresent(found -> {
                found.begin(levels);
                open.add(found);
                instruments = found;
            });
        } catch (LinkageError e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "No OpenTelemetry here ({0}): sign-outs are counted for JMX alone",
                    e.toString());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "OpenTelemetry does not work: sign-outs are counted for JMX alone", e);
        }
    }

    @PreDestroy
    void close() {
        for (var each : open) {
            try {
                each.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.DEBUG, "Closed already", e);
            }
        }
    }

    @Override
    public Measure begin(Step step, String name) {
        var counted = counters.begin(step, name);
        var also = instruments;
        return also == null ? counted : new Both(counted, also.begin(step, name));
    }

    @Override
    public void signedOut(Reason reason, String scheme, @Nullable SignOutError error) {
        counters.signedOut(reason, scheme, error);
        var also = instruments;
        if (also != null) {
            also.signedOut(reason, scheme, error);
        }
    }

    @Override
    public void ended(Reason reason, String scheme, int sessions) {
        counters.ended(reason, scheme, sessions);
        var also = instruments;
        if (also != null) {
            also.ended(reason, scheme, sessions);
        }
    }

    @Override
    public void refused(SignOutError error) {
        counters.refused(error);
        var also = instruments;
        if (also != null) {
            also.refused(error);
        }
    }
}
