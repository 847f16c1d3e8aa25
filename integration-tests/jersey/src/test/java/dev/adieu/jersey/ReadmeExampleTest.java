// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

class ReadmeExampleTest {

    @Test
    void works() {
        try (var served = Served.with(ReadmeExample.class, Callers.class).start()) {
            var agent = served.agent();

            agent.postForm("account/sign-in", Map.of("name", "alice"));
            assertThat(agent.get("callers/principal").body(), is("alice"));

            assertThat(agent.post("account/sign-out").body(), is("{\"ok\":true,\"error\":null,\"url\":\"/\"}"));
            assertThat(agent.get("callers/principal").body(), is("nobody"));
        }
    }
}
