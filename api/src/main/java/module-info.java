/** The nouns of Adieu and the interfaces that its modules implement. */
module dev.adieu {
    requires transitive jakarta.ws.rs;
    requires jakarta.cdi;
    requires static transitive org.jspecify;

    exports dev.adieu;
    exports dev.adieu.spi;
}
