// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry;

import dev.adieu.Reason;
import dev.adieu.SignOutError;
import dev.adieu.spi.Telemetry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JMX bean always, and OpenTelemetry where it is. */
@ApplicationScoped
class SignOutTelemetry implements Telemetry {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final Counters counters = new Counters();
    private Optional<Instruments> instruments = Optional.empty();
    private Registration registration;

    /** Nothing injects this bean, and Quarkus removes such ones, unless they observe something. */
    void stay(@Observes @Initialized(ApplicationScoped.class) Object application) {}

    @PostConstruct
    void find() {
        registration = Registration.of(counters);
        try {
            instruments = Optional.of(Instruments.ofRuntime());
        } catch (LinkageError e) {
            LOG.log(System.Logger.Level.INFO, "OpenTelemetry is not here: sign-outs are counted for JMX alone");
        }
    }

    @PreDestroy
    void close() {
        registration.close();
        instruments.ifPresent(Instruments::close);
    }

    @Override
    public void begin(Levels levels) {
        counters.begin(levels);
        instruments.ifPresent(each -> each.begin(levels));
    }

    @Override
    public Measure begin(Step step, String name) {
        var counted = counters.begin(step, name);
        return instruments.isEmpty()
                ? counted
                : new Both(counted, instruments.get().begin(step, name));
    }

    @Override
    public void signedOut(Reason reason, String scheme, @Nullable SignOutError error) {
        counters.signedOut(reason, scheme, error);
        instruments.ifPresent(each -> each.signedOut(reason, scheme, error));
    }

    @Override
    public void ended(Reason reason, String scheme, int sessions) {
        counters.ended(reason, scheme, sessions);
        instruments.ifPresent(each -> each.ended(reason, scheme, sessions));
    }

    @Override
    public void refused(SignOutError error) {
        counters.refused(error);
        instruments.ifPresent(each -> each.refused(error));
    }
}
