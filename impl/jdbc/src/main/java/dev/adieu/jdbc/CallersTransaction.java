// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Supplier;

/** Steps out of the caller's transaction, so that its rollback revives nothing. Where there are none, it just calls. */
@ApplicationScoped
class CallersTransaction implements Database.Outside {
    @Override
    @Transactional(TxType.NOT_SUPPORTED)
    public <T> T call(Supplier<T> work) {
        return work.get();
    }
}
