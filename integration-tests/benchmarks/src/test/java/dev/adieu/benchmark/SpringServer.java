// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonWriterFactory;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisHttpSession;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisIndexedHttpSession;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/**
 * {@code GET /api/me} as an application of the alternative: a servlet on Tomcat, that asks nobody; or Spring Security's
 * filters, arranged as its configuration arranges them for a login by form, with the sessions of Tomcat or of Spring Session.
 */
public final class SpringServer {
    /** The port is the value of this system property. */
    static final String PORT = "spring.port";
    /** The port of Redis, where sessions are there. */
    static final String REDIS = "spring.redis.port";
    /** Where sessions are: one of {@link Sessions}. */
    static final String SESSIONS = "spring.sessions";

    private static final String SIGN_IN = "/api/sign-in";
    private static final String HELLO = "/api/hello";

    /** Where sessions are. */
    enum Sessions {
        /** There are none. */
        NOWHERE(),
        /** Tomcat's own. */
        TOMCAT(Security.class),
        /** Spring Session's, as Spring Boot has it without a word. */
        REDIS(Security.class, Redis.class, OnRedis.class),
        /** Spring Session's, that are found by their subject. */
        REDIS_INDEXED(Security.class, Redis.class, OnRedisIndexed.class);

        private final Class<?>[] configuration;

        Sessions(Class<?>... configuration) {
            this.configuration = configuration;
        }
    }

    /** Looked up once, as in the sample. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private static final JsonWriterFactory WRITERS = Json.createWriterFactory(Map.of());

    private SpringServer() {}

    /** Asks who calls, but where one signs in. */
    @Configuration
    @EnableWebSecurity
    public static class Security {
        /** The filters. */
        @Bean
        public SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(SIGN_IN, HELLO)
                            .permitAll()
                            .anyRequest()
                            .hasRole("USER"))
                    .csrf(csrf -> csrf.ignoringRequestMatchers(SIGN_IN))
                    .formLogin(form -> form.loginProcessingUrl(SIGN_IN)
                            .successHandler((request, response, caller) -> response.setStatus(200)))
                    .logout(Customizer.withDefaults())
                    .build();
        }

        /** Who may sign in. */
        @Bean
        public UserDetailsService users() {
            return new InMemoryUserDetailsManager(User.withUsername("user1")
                    .password("{noop}load")
                    .roles("USER")
                    .build());
        }
    }

    /** Where Redis is. */
    @Configuration
    public static class Redis {
        /** Its client. */
        @Bean
        public LettuceConnectionFactory connections() {
            return new LettuceConnectionFactory("127.0.0.1", Integer.getInteger(REDIS));
        }
    }

    /** Sessions there. */
    @Configuration
    @EnableRedisHttpSession
    public static class OnRedis {}

    /** Sessions there, with an index. */
    @Configuration
    @EnableRedisIndexedHttpSession
    public static class OnRedisIndexed {}

    /** Answers with JSON. */
    private static final class Answer extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient Function<HttpServletRequest, JsonObject> answer;

        Answer(Function<HttpServletRequest, JsonObject> answer) {
            this.answer = answer;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            try (var json = WRITERS.createWriter(response.getOutputStream())) {
                json.write(answer.apply(request));
            }
        }
    }

    private static JsonObject nobody(HttpServletRequest request) {
        var now = Instant.now();
        return me("alice", "K9x0aG3fKq1v8Yw2sT5uN7bE", Set.of("user"), now, now);
    }

    private static JsonObject caller(HttpServletRequest request) {
        var caller = Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .orElseThrow();
        var session = request.getSession(false);
        return me(
                caller.getName(),
                session.getId(),
                caller.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.toSet()),
                Instant.ofEpochMilli(session.getCreationTime()),
                Instant.ofEpochMilli(session.getLastAccessedTime()));
    }

    private static JsonObject me(
            String subject, String session, Set<String> roles, Instant startedAt, Instant lastSeenAt) {
        return JSON.createObjectBuilder()
                .add("subject", subject)
                .add("session", session)
                .add("roles", JSON.createArrayBuilder(roles))
                .add("scheme", "Cookies")
                .add("startedAt", startedAt.toString())
                .add("lastSeenAt", lastSeenAt.toString())
                .add("expiresAt", lastSeenAt.plusSeconds(1800).toString())
                .build();
    }

    /** Serves until it is killed. */
    public static void main(String... arguments) throws Exception {
        var sessions = Sessions.valueOf(System.getProperty(SESSIONS));
        var server = new TomcatServer(Integer.getInteger(PORT));
        if (sessions.configuration.length > 0) {
            var beans = new AnnotationConfigWebApplicationContext();
            beans.setServletContext(server.context());
            beans.register(sessions.configuration);
            beans.refresh();
            if (sessions != Sessions.TOMCAT) {
                server.filter("sessions", new DelegatingFilterProxy("springSessionRepositoryFilter", beans));
            }
            server.filter("security", new DelegatingFilterProxy("springSecurityFilterChain", beans));
        }
        // Tomcat calls filters only where there is a servlet.
        server.servlet("/api/*", new Answer(SpringServer::nobody))
                .servlet(
                        "/api/me",
                        new Answer(sessions == Sessions.NOWHERE ? SpringServer::nobody : SpringServer::caller))
                .serve();
    }
}
