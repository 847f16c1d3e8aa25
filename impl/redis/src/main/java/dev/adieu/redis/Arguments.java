// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a script is called with, in its order. */
final class Arguments {
    private final List<byte[]> values = new ArrayList<>();

    static Arguments of(String... texts) {
        var arguments = new Arguments();
        for (var text : texts) {
            arguments.add(text);
        }
        return arguments;
    }

    Arguments add(String text) {
        return add(Keys.bytes(text));
    }

    Arguments add(long number) {
        return add(Long.toString(number));
    }

    Arguments add(byte[] bytes) {
        values.add(bytes);
        return this;
    }

    Arguments addAll(Collection<String> texts) {
        texts.forEach(this::add);
        return this;
    }

    List<byte[]> values() {
        return values;
    }
}
