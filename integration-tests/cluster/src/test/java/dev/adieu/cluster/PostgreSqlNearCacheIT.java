// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.nio.file.Path;

class PostgreSqlNearCacheIT extends NearCacheFaults {
    @Override
    Store open(Path directory) {
        return new NearCached(new PostgreSql(directory));
    }
}
