// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The application's settings, from wherever it keeps them, for modules that have some of their own. A CDI bean of this
 * type is there wherever Adieu is. Read when the application is deployed.
 */
public interface ModuleSettings {

    /**
     * What a setting says.
     *
     * @param key such as {@code adieu.jdbc.data-source}
     * @param allowed what is allowed, for the message
     * @param parse reads the text; throws any unchecked exception for one that is not allowed
     * @return empty when it is not set, or blank
     * @throws IllegalArgumentException naming the key, the value and what is allowed
     */
    <T> Optional<T> get(String key, String allowed, Function<String, T> parse);

    /** As {@link #get}, for what has a password in it: the message says how long it was, and nothing else of it. */
    <T> Optional<T> secret(String key, String allowed, Function<String, T> parse);

    /**
     * Groups of settings under names that the application chooses: {@code prefix<name>.member}, in the order in which they
     * are found.
     *
     * @param prefix such as {@code adieu.openid.}
     * @param members which there are
     * @param read makes something of a group, given its name and its prefix, {@code prefix<name>}
     * @return what was made, by name
     * @throws IllegalArgumentException for another member
     */
    <T> Map<String, T> named(String prefix, Set<String> members, BiFunction<String, String, T> read);

    /** A positive duration, written as {@code PT30M} or {@code 30m}. */
    Optional<Duration> duration(String key);
}
