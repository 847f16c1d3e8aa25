// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import dev.adieu.SignOutResource;
import jakarta.ws.rs.Path;

/** The ready sign-out, beside those of the sample: it can be asked to lead nowhere, and says so on a page of its own. */
@Path("logout")
public class Logout extends SignOutResource {}
