// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import dev.adieu.SessionEventsResource;
import jakarta.ws.rs.Path;

/** Tells a page when its session ends. All of it is inherited. */
@Path("events")
public class Events extends SessionEventsResource {}
