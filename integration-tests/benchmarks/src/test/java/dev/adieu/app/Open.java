// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What nobody has to be signed in for, and nobody asks: one more resource of the sample, and of its twin. */
@Path("open")
@Produces(MediaType.APPLICATION_JSON)
public class Open {
    /** For everybody. */
    @GET
    public JsonObject open() {
        return Json.createObjectBuilder()
                .add("name", "open")
                .add("rows", Json.createArrayBuilder().add(1).add(2).add(3))
                .build();
    }
}
