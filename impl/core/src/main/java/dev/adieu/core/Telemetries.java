// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.SignOutError;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.Telemetry;
import dev.adieu.spi.Telemetry.Levels;
import dev.adieu.spi.Telemetry.Measure;
import dev.adieu.spi.Telemetry.Step;
import java.util.HashMap;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All who measure: none of them can harm what is measured, and where there are none it costs nothing. */
final class Telemetries {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private static final AtomicBoolean SAID = new AtomicBoolean();

    private static final Measure NOTHING = new Measure() {
        @Override
        public void leave() {}

        @Override
        public void over(@Nullable String failure) {}
    };

    private final List<Telemetry> all;

    Telemetries(List<Telemetry> all) {
        this.all = List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void begin(Levels levels) {
        tell(each -> each.begin(levels));
    }

    /** A step that may end on another thread. */
    Measure begin(Step step, String name) {
        if (all.isEmpty()) {
            return NOTHING;
        }
        return new Together(all.stream().map(each -> begin(each, step, name)).toList());
    }

    private static Measure begin(Telemetry telemetry, Step step, String name) {
        try {
            return telemetry.begin(step, name);
        } catch (RuntimeException | LinkageError | AssertionError | ServiceConfigurationError e) {
            failed(e);
            return NOTHING;
        }
    }

    /** A step of this thread alone. */
    <T> T measure(Step step, String name, Supplier<T> work) {
        if (all.isEmpty()) {
            return work.get();
        }
        var measure = begin(step, name);
        String failure = null;
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            failure = e.getClass().getName();
            throw e;
        } finally {
            measure.leave();
            measure.over(failure);
        }
    }

    void signedOut(Reason reason, String scheme, @Nullable SignOutError error) {
        tell(each -> each.signedOut(reason, scheme, error));
    }

    void ended(Reason reason, List<SessionRecord> ended) {
        if (all.isEmpty()) {
            return;
        }
        var byScheme = new HashMap<String, Integer>();
        ended.forEach(each -> byScheme.merge(each.session().scheme(), 1, Integer::sum));
        byScheme.forEach((scheme, sessions) -> tell(each -> each.ended(reason, scheme, sessions)));
    }

    void refused(SignOutError error) {
        tell(each -> each.refused(error));
    }

    private void tell(Consumer<Telemetry> what) {
        all.forEach(each -> unharmed(() -> what.accept(each)));
    }

    private static void unharmed(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | LinkageError | AssertionError | ServiceConfigurationError e) {
            failed(e);
        }
    }

    /** Said once: it would be said with every request. */
    private static void failed(Throwable e) {
        var level = SAID.getAndSet(true) ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING;
        LOG.log(level, "What sign-outs are like cannot be measured", e);
    }

    private record Together(List<Measure> all) implements Measure {
        @Override
        public void leave() {
            all.forEach(each -> unharmed(each::leave));
        }

        @Override
        public void over(@Nullable String failure) {
            all.forEach(each -> unharmed(() -> each.over(failure)));
        }
    }
}
