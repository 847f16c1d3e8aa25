// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** An application's own failure, mapped to 409. */
public class UndecidedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndecidedException(String message) {
        super(message);
    }

    /** Its mapper. */
    @Provider
    public static class Mapper implements ExceptionMapper<UndecidedException> {
        @Override
        public Response toResponse(UndecidedException exception) {
            return Response.status(Response.Status.CONFLICT)
                    .type(MediaType.APPLICATION_JSON)
                    .entity(Texts.error(exception.getMessage()))
                    .build();
        }
    }
}
