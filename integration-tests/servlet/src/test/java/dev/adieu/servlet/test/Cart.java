// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/** What an application keeps in the server's session. */
@SessionScoped
public class Cart implements Serializable {
    static final AtomicInteger GONE = new AtomicInteger();
    private static final long serialVersionUID = 1L;

    private int things;

    int add() {
        return ++things;
    }

    @PreDestroy
    void gone() {
        GONE.incrementAndGet();
    }
}
