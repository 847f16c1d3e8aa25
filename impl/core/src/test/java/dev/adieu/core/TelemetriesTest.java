// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.SignOutError;
import dev.adieu.spi.Telemetry;
import dev.adieu.spi.Telemetry.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

class TelemetriesTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void whatFailsToMeasureHarmsNeitherTheWorkNorTheOthers() {
        var telemetries = new Telemetries(List.of(new Failing(), new Noting()));

        assertThat(telemetries.measure(Step.STORE, "find", () -> "found"), is("found"));
        telemetries.signedOut(Reason.SIGN_OUT, "", null);
        telemetries.refused(SignOutError.FORBIDDEN);

        assertThat(told, contains("STORE find", "left", "over null", "sign_out  null", "FORBIDDEN"));
    }

    @Test
    void whatTheWorkThrowsIsMeasuredAndThrown() {
        var telemetries = new Telemetries(List.of(new Noting()));
        var failure = new IllegalStateException("with a secret in it");

        var thrown = assertThrows(
                IllegalStateException.class,
                () -> telemetries.measure(Step.END, "", () -> {
                    throw failure;
                }));

        assertThat(thrown, sameInstance(failure));
        assertThat(told, contains("END ", "left", "over java.lang.IllegalStateException"));
    }

    @Test
    void withNobodyToTellAStepCostsNothing() {
        var telemetries = new Telemetries(List.of());

        assertThat(telemetries.begin(Step.STORE, "find"), sameInstance(telemetries.begin(Step.EFFECT, "letters")));
    }

    private final class Noting implements Telemetry {
        @Override
        public Measure begin(Step step, String name) {
            told.add(step + " " + name);
            return new Measure() {
                @Override
                public void leave() {
                    told.add("left");
                }

                @Override
                public void over(@Nullable String failure) {
                    told.add("over " + failure);
                }
            };
        }

        @Override
        public void signedOut(Reason reason, String scheme, @Nullable SignOutError error) {
            told.add(reason + " " + scheme + " " + error);
        }

        @Override
        public void ended(Reason reason, String scheme, int sessions) {
            told.add(reason + " " + scheme + " " + sessions);
        }

        @Override
        public void refused(SignOutError error) {
            told.add(error.name());
        }
    }

    /** Fails in the second call, too. */
    private static final class Failing implements Telemetry {
        private boolean begun;

        @Override
        public Measure begin(Step step, String name) {
            if (begun) {
                throw new IllegalStateException("on purpose");
            }
            begun = true;
            return new Measure() {
                @Override
                public void leave() {
                    throw new IllegalStateException("on purpose");
                }

                @Override
                public void over(@Nullable String failure) {
                    throw new IllegalStateException("on purpose");
                }
            };
        }

        @Override
        public void signedOut(Reason reason, String scheme, @Nullable SignOutError error) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void ended(Reason reason, String scheme, int sessions) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void refused(SignOutError error) {
            throw new NoClassDefFoundError("on purpose");
        }
    }
}
