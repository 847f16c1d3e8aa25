// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.relying.party;

import dev.adieu.SignIn;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SignOutEffect;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** On every node: writes down the refresh tokens of sessions that have ended, to see what they are worth then. */
@ApplicationScoped
public class Thief implements SignOutEffect {
    private final Path loot = Path.of(System.getProperty("adieu.peers.loot", ""));

    @Override
    public String name() {
        return "thief";
    }

    @Override
    public void perform(List<SessionRecord> ended) throws IOException {
        for (var session : ended) {
            var token = session.secrets().getOrDefault(SignIn.REFRESH_TOKEN, "none");
            Files.writeString(
                    loot,
                    session.session().subject() + " " + token + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
