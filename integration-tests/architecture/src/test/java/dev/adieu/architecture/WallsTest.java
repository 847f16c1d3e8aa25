// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Who may know whom. The compiler holds most of it by module descriptors; this holds the rest. */
@AnalyzeClasses(packages = "dev.adieu", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

    @ArchTest
    static void theApiKnowsJakartaRestAlone(JavaClasses classes) {
        classes()
                .that()
                .resideInAnyPackage("dev.adieu", "dev.adieu.spi")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.adieu",
                        "dev.adieu.spi",
                        "java..",
                        "jakarta.ws.rs..",
                        "jakarta.enterprise.inject..",
                        "org.jspecify..")
                .check(classes);
    }

    @ArchTest
    static void coreKnowsNoServer(JavaClasses classes) {
        classes()
                .that()
                .resideInAPackage("dev.adieu.core")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.adieu",
                        "dev.adieu.spi",
                        "dev.adieu.core",
                        "java..",
                        "javax.crypto..",
                        "javax.naming..",
                        "org.eclipse.microprofile.config..",
                        "jakarta.ws.rs..",
                        "jakarta.enterprise..",
                        "jakarta.inject..",
                        "jakarta.annotation..",
                        "jakarta.json..",
                        "org.jspecify..")
                .check(classes);
    }

    @ArchTest
    static void onlyTheModulesOfAServerKnowServlet(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.adieu.servlet", "dev.adieu.security")
                .and()
                // No bean, and used only where they are.
                .doNotHaveFullyQualifiedName("dev.adieu.websocket.ServletAttributes")
                .and()
                .doNotHaveFullyQualifiedName("dev.adieu.openid.relying.party.ServletForm")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "jakarta.security..")
                .because("a bean that names them does not start where they are not")
                .check(classes);
    }

    @ArchTest
    static void onlyTheModuleOfTokensKnowsThem(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.adieu.jwt")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.microprofile.jwt..", "org.eclipse.microprofile.auth..")
                .because("most servers are without them")
                .check(classes);
    }

    @ArchTest
    static void onlyTheModuleOfSocketsKnowsThem(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.adieu.websocket")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.websocket..")
                .because("not every server has them")
                .check(classes);
    }

    @ArchTest
    static void onlyOpenIdKnowsNimbus(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.adieu.openid.relying.party", "dev.adieu.openid.provider")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.nimbusds..")
                .because("whoever has no provider needs none of it")
                .check(classes);
    }

    @ArchTest
    static void noImplementationKnowsAnother(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.adieu.core")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.adieu.core")
                .check(classes);
        for (var module :
                List.of("servlet", "security", "websocket", "jwt", "openid.relying.party", "openid.provider")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.adieu." + module)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.adieu." + module)
                    .check(classes);
        }
    }

    @ArchTest
    static void aStoreKnowsTheInterfaceAndItsOwnConnectionAlone(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.adieu.jdbc")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.adieu.jdbc", "java.sql..", "javax.sql..")
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.adieu.redis")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.adieu.redis", "redis.clients..")
                .check(classes);
    }

    @ArchTest
    static void decidingHasNoEffect(JavaClasses classes) {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Decisions")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("SessionStore")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("Pipeline")
                .because("deciding looks the caller up and does nothing else")
                .check(classes);
    }

    @ArchTest
    static void loggingIsSystemLogger(JavaClasses classes) {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.commons.logging..")
                .check(classes);
    }
}
