// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import dev.adieu.BrowserModuleResource;
import jakarta.ws.rs.Path;

/** The browser's side of signing out. All of it is inherited. */
@Path("adieu.js")
public class Script extends BrowserModuleResource {}
