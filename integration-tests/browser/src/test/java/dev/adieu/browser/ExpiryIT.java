// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** A page is told by {@code onSignedOut} of {@code adieu.js} that time has ended the session. */
@ParameterizedClass
@EnumSource
class ExpiryIT {
    private final Engine engine;

    @TempDir
    private Path folder;

    ExpiryIT(Engine engine) {
        this.engine = engine;
    }

    @ParameterizedTest
    @CsvSource({"adieu.idle-timeout, idle_timeout", "adieu.lifetime, lifetime"})
    void tellsThatTimeEndedIt(String setting, String reason) {
        try (var sample = new SampleProcess(
                        folder, Ports.free(), "-D" + setting + "=PT3S", "-Dadieu.sweep-interval=PT1S");
                var tap = new Tap(sample.root());
                var browser = engine.start()) {
            browser.open(tap.serve("watch.html", "text/html", "<!DOCTYPE html><title>Watch</title>"));
            var signedIn = browser.promised("const { onSignedOut } = await import('./api/adieu.js');"
                    + " const { status } = await fetch('api/sign-in', { method: 'POST',"
                    + " body: new URLSearchParams('username=user78&password=load') }); window.reasons = [];"
                    + " onSignedOut(reason => reasons.push(reason), { events: 'api/events' }); return status");
            assertThat(signedIn, is(200L));

            await().until(() -> browser.run("return reasons"), is(List.of(reason)));
        }
    }
}
