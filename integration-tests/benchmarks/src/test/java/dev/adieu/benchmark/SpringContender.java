// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.util.Objects;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

/**
 * Spring Session, over one of its repositories, with the same content as Adieu's sessions have.
 *
 * @param name how it is called
 * @param repository the repository
 * @param <S> its sessions
 */
record SpringContender<S extends Session>(String name, SessionRepository<S> repository) implements Contender {

    @Override
    public Login signIn(String subject) {
        var session = repository.createSession();
        session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, subject);
        session.setAttribute("roles", "user");
        session.setAttribute("device", "desk");
        session.setAttribute("refresh_token", "sealed");
        repository.save(session);
        return new Login(session.getId(), session.getId());
    }

    @Override
    public Object find(String credential) {
        return Objects.requireNonNull(repository.findById(credential));
    }

    @Override
    public Object signOut(Login login) {
        repository.deleteById(login.handle());
        return login;
    }

    /** Whether it finds sessions by their subject. */
    boolean isIndexed() {
        return repository instanceof FindByIndexNameSessionRepository;
    }

    /** As its documentation has it, with an index; those without one cannot. */
    @Override
    public Object signOutEverywhere(String subject) {
        var all = ((FindByIndexNameSessionRepository<S>) repository).findByPrincipalName(subject);
        all.keySet().forEach(repository::deleteById);
        return all;
    }
}
