// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

/** What the log says about a refusal, so that whoever reads it knows what to do. */
final class Refusals {
    static final String UNRECOGNISED = "Not signed out: the container knows the caller, and no scheme recognises the"
            + " session. Add the artifact for how they sign in: adieu-servlet for sessions of the server (form login,"
            + " HttpServletRequest.login, Jakarta Security), adieu-jwt for MicroProfile JWT";

    private Refusals() {}

    static String sentAgain(String authentication) {
        return unendable("the container knows the caller by " + authentication + ", which a browser sends again with"
                + " every request until it is closed. Nothing on the server can end that; use a form login");
    }

    static String unendable(String why) {
        return "Not signed out: " + why;
    }

    static String crossSite(String from) {
        return "Refused a request that would begin or end a session, or stay connected to one: it was caused by "
                + printable(from)
                + ". If that is a front end of this application, add its origin to adieu.allowed-origins; if it is"
                + " the application's own public origin, seen through a proxy, set adieu.origin";
    }

    /** What came with a request, fit for a log: one line, not long. */
    static String printable(String text) {
        var plain = text.replaceAll("[^ -~]", "?");
        return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
    }
}
