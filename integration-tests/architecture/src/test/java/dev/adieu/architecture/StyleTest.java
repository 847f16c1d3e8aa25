// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

/** How types look. */
@AnalyzeClasses(packages = "dev.adieu", importOptions = ImportOption.DoNotIncludeTests.class)
class StyleTest {
    private static final String[] IMPLEMENTATIONS = {
        "dev.adieu.core..",
        "dev.adieu.servlet..",
        "dev.adieu.security..",
        "dev.adieu.websocket..",
        "dev.adieu.jdbc..",
        "dev.adieu.redis..",
        "dev.adieu.jwt..",
        "dev.adieu.openid.relying.party..",
        "dev.adieu.openid.provider.."
    };

    @ArchTest
    static void namesSaySomething(JavaClasses classes) {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Helper|Utils?|Handler|Service|Data|Info)")
                .orShould()
                .haveNameMatching(".*\\.(Abstract|Default)[A-Z].*")
                .check(classes);
    }

    @ArchTest
    static void packagesAreNotDrawers(JavaClasses classes) {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helpers..", "..filters..", "..impl..")
                .check(classes);
    }

    @ArchTest
    static void noStaticStateChanges(JavaClasses classes) {
        fields().that().areStatic().should().beFinal().check(classes);
    }

    @ArchTest
    static void classesAreClosed(JavaClasses classes) {
        classes()
                .that(areClassesOf(IMPLEMENTATIONS))
                .and()
                .areNotAnnotatedWith("jakarta.enterprise.context.ApplicationScoped")
                .and()
                .areNotAnnotatedWith("jakarta.enterprise.context.RequestScoped")
                .and()
                // A ready endpoint, which an application switches on by a subclass.
                .doNotHaveFullyQualifiedName("dev.adieu.openid.relying.party.RelyingPartyResource")
                .and()
                .doNotHaveFullyQualifiedName("dev.adieu.openid.provider.ProviderResource")
                .and()
                // Sealed.
                .doNotHaveFullyQualifiedName("dev.adieu.core.ForwardingStore")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .because("only beans that CDI proxies, and ready endpoints, may be extended")
                .check(classes);
    }

    @ArchTest
    static void fourInTenTypesOfAnImplementationAreHidden(JavaClasses classes) {
        var types = classes.stream()
                .filter(type ->
                        JavaClass.Predicates.resideInAnyPackage(IMPLEMENTATIONS).test(type) && type.isTopLevelClass())
                .toList();
        var hidden = types.stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();

        assertThat(hidden * 100 / types.size(), is(greaterThanOrEqualTo(40L)));
    }

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) throws ClassNotFoundException {
        for (var name :
                classes.stream().map(JavaClass::getPackageName).distinct().toList()) {
            var description = Class.forName(name + ".package-info");
            assertThat(name, description.isAnnotationPresent(NullMarked.class), is(true));
        }
    }

    private static DescribedPredicate<JavaClass> areClassesOf(String... packages) {
        return DescribedPredicate.describe(
                "are classes of an implementation",
                type -> JavaClass.Predicates.resideInAnyPackage(packages).test(type)
                        && !type.isInterface()
                        && !type.isRecord()
                        && !type.isEnum()
                        && !type.isAnonymousClass()
                        && !type.getSimpleName().equals("package-info"));
    }
}
