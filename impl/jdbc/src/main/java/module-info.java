/** Sessions in a relational database. */
module dev.adieu.jdbc {
    requires transitive dev.adieu;
    requires transitive jakarta.cdi;
    requires jakarta.inject;
    requires jakarta.transaction;
    requires java.naming;
    requires transitive java.sql;

    exports dev.adieu.jdbc;
}
