/** The pipeline of a sign-out, the Cookies scheme, the in-memory store and the Jakarta REST edge. */
module dev.adieu.core {
    requires transitive dev.adieu;
    requires jakarta.annotation;
    requires java.naming;
    requires jakarta.cdi;
    requires jakarta.inject;
    requires jakarta.json;
    requires static microprofile.config.api;

    exports dev.adieu.core;

    provides jakarta.ws.rs.container.DynamicFeature with
            dev.adieu.core.AdieuFeature;
    provides jakarta.ws.rs.core.Feature with
            dev.adieu.core.AnswerFeature;
}
