// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.MySQLExceptionSorter;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** A node's connections to the database of {@code adieu.cluster.jdbc-url}, as an application has them. */
@ApplicationScoped
public class Connections {
    @Produces
    @ApplicationScoped
    DataSource pool() throws SQLException {
        var url = System.getProperty("adieu.cluster.jdbc-url");
        // The sorter tells which connections are dead: without it, a pool hands them out again.
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(16)
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        .exceptionSorter(
                                url.startsWith("jdbc:mariadb:")
                                        ? new MySQLExceptionSorter()
                                        : new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(connections -> connections.jdbcUrl(url))));
    }

    void close(@Disposes DataSource pool) {
        ((AgroalDataSource) pool).close();
    }
}
