// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Where the in-memory store gets its maps from: tests count what is read from theirs. */
interface Maps {
    Maps CONCURRENT = new Maps() {
        @Override
        public <K, V> ConcurrentMap<K, V> hashed() {
            return new ConcurrentHashMap<>();
        }

        @Override
        public <K extends Comparable<K>, V> ConcurrentNavigableMap<K, V> sorted() {
            return new ConcurrentSkipListMap<>();
        }
    };

    <K, V> ConcurrentMap<K, V> hashed();

    <K extends Comparable<K>, V> ConcurrentNavigableMap<K, V> sorted();
}
