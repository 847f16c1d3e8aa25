// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.consumer;

import dev.adieu.UserSession;
import dev.adieu.spi.SessionRecord;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.core.Feature;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

/** The modules as an application on the module path finds them. */
class ConsumerTest {

    @Test
    void everyPackageThatIsExportedIsUsed() {
        var exported = modules()
                .flatMap(module -> module.exports().stream())
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));

        var used = Exports.TYPES.stream().map(Class::getPackageName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(used, is(exported));
    }

    @Test
    void everyModuleSaysItselfWhatItIs() {
        var automatic = modules()
                .filter(ModuleDescriptor::isAutomatic)
                .map(ModuleDescriptor::name)
                .toList();

        assertThat(automatic, is(List.of()));
        assertThat(Exports.class.getModule().isNamed(), is(true));
    }

    @Test
    void sessionsBeginAndEnd() {
        assertThat(
                Uses.signInAndOut("alice").stream()
                        .map(SessionRecord::session)
                        .map(UserSession::subject)
                        .toList(),
                is(List.of("alice")));
    }

    @Test
    void typesOfOtherLibrariesComeWithTheModulesThatNameThem() {
        assertThat(Uses.client("shop").id(), is("shop"));
    }

    @Test
    void aRuntimeFindsWhatRegistersItself() {
        assertThat(
                names(ServiceLoader.load(DynamicFeature.class)),
                hasItems("dev.adieu.core.AdieuFeature", "dev.adieu.jwt.BearerFeature"));
        assertThat(names(ServiceLoader.load(Feature.class)), containsInAnyOrder("dev.adieu.core.AnswerFeature"));
    }

    private static Stream<ModuleDescriptor> modules() {
        return ModuleLayer.boot().modules().stream()
                .map(Module::getDescriptor)
                .filter(module -> module.name().equals("dev.adieu")
                        || module.name().startsWith("dev.adieu.")
                                && !module.name().equals("dev.adieu.consumer"));
    }

    private static List<String> names(ServiceLoader<?> services) {
        return services.stream().map(each -> each.type().getName()).toList();
    }
}
