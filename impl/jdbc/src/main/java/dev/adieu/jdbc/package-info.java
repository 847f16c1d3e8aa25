/**
 * Sessions in a relational database: H2, PostgreSQL or MariaDB. An application adds this module, runs the schema file of
 * its database (or lets {@code adieu.jdbc.schema=create} do so), and has a {@link javax.sql.DataSource}, as a CDI bean or
 * under a JNDI name.
 *
 * <p>A look-up is one statement by primary key, a sign-out one statement that ends and returns, of one session or of a
 * thousand. Every statement runs on a connection of its own, outside of the caller's transaction. All times are the
 * database's.
 */
@NullMarked
package dev.adieu.jdbc;

import org.jspecify.annotations.NullMarked;
