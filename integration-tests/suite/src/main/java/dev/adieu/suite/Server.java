// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.net.URI;

/** A runtime that serves the sample. A leaf has one, as a service of {@link java.util.ServiceLoader}. */
public interface Server {

    /** Starts it on a free port, with these system properties or what amounts to them, and tells its root. */
    URI start() throws Exception;

    /** Stops it. */
    void stop() throws Exception;
}
