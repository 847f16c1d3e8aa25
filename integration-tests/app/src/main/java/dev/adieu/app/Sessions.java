// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import dev.adieu.SessionsResource;
import jakarta.ws.rs.Path;

/** Where am I signed in? All of it is inherited. */
@Path("sessions")
public class Sessions extends SessionsResource {}
