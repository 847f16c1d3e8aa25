// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import dev.adieu.SessionId;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SignOutEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A durable effect. While there is a certain file, it comes to no end: time to kill its node. */
@ApplicationScoped
public class Notice implements SignOutEffect {
    private final Path hold = Path.of(System.getProperty("adieu.cluster.hold", ""));

    @Inject
    Witness witness;

    @Override
    public String name() {
        return "notice";
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public void perform(List<SessionRecord> ended) throws InterruptedException {
        if (Files.exists(hold)) {
            each(ended, id -> witness.write("held", id));
            new CountDownLatch(1).await();
        }
        each(ended, id -> witness.write("effect", id));
    }

    private static void each(List<SessionRecord> ended, Consumer<SessionId> work) {
        ended.forEach(record -> work.accept(record.session().id()));
    }
}
