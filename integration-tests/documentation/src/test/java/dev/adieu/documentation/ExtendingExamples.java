// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import dev.adieu.ResponseChange;
import dev.adieu.UserSession;
import dev.adieu.spi.Found;
import dev.adieu.spi.Scheme;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SettingsSource;
import dev.adieu.spi.SignOutEffect;
import dev.adieu.spi.Token;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** docs/extending.md. */
interface ExtendingExamples {
    /** What an effect closes. */
    @ApplicationScoped
    class Carts {
        private final List<String> closed = new CopyOnWriteArrayList<>();

        void close(String subject) {
            closed.add(subject);
        }

        List<String> closed() {
            return closed;
        }
    }

    @ApplicationScoped
    public class CartsClosed implements SignOutEffect {
        @Inject
        Carts carts;

        @Override
        public String name() {
            return "carts-closed";
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void perform(List<SessionRecord> ended) {
            ended.forEach(record -> carts.close(record.session().subject()));
        }
    }

    @ApplicationScoped
    public class HeaderScheme implements Scheme {
        @Override
        public String name() {
            return "Header";
        }

        @Override
        public Found find(ContainerRequestContext request) {
            var header = request.getHeaderString("X-Session");
            if (header == null) {
                return Found.nothing();
            }
            return Token.parse(header)
                    .map(token -> Found.credential(token.hash()))
                    .orElse(Found.neverIssued());
        }

        @Override
        public List<ResponseChange> issue(Token token, UserSession session, ContainerRequestContext request) {
            return List.of(new ResponseChange.SetHeader("X-Session", token.reveal()));
        }

        @Override
        public List<ResponseChange> forget(ContainerRequestContext request) {
            return List.of();
        }

        @Override
        public String challenge() {
            return "Header";
        }
    }

    @ApplicationScoped
    public class FromTheVault implements SettingsSource {
        @Override
        public Map<String, String> settings() {
            return Map.of("adieu.login-path", "/login.html");
        }
    }
}
