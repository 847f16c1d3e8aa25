// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import dev.adieu.suite.UserAgent;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** What the sample's page says would happen, and what its buttons do to somebody's other devices. */
@ParameterizedClass
@EnumSource
class ButtonsIT {
    private final Engine engine;
    private final URI root = RunningSample.GRIZZLY.root();
    private final String username;
    private final List<UserAgent> devices =
            Stream.generate(() -> new UserAgent(root)).limit(2).toList();
    private Browser browser;

    ButtonsIT(Engine engine) {
        this.engine = engine;
        username = "user5" + engine.ordinal();
    }

    @BeforeEach
    void open() {
        browser = engine.start();
        devices.forEach(device -> device.signIn(username, "load"));
    }

    @AfterEach
    void close() {
        browser.close();
        var last = new UserAgent(root);
        last.signIn(username, "load");
        last.post("api/sign-out/everywhere");
    }

    @Test
    void theDryRunIsAListThatChangesWithTheChoiceAndEndsNothing() {
        signIn();
        var cookie = "Expire 1 cookie: " + browser.sessionCookie().getName();
        awaitSteps("End 1 session, on every node", cookie, "Forget the credential of Cookies", "Lead to /");

        choose("others");
        awaitSteps("End 2 sessions, on every node", "Leave this device signed in", "Lead to /");

        choose("all");
        awaitSteps("End 3 sessions, on every node", cookie, "Forget the credential of Cookies", "Lead to /");

        devices.forEach(device -> assertThat(device.subject(), is(username)));
        browser.driver().navigate().refresh();
        browser.awaitSignedIn(username);
    }

    @Test
    void theOtherDevicesAreSignedOutAndThisOneIsNot() {
        signIn();

        browser.press("Sign out other devices");

        awaitMessage("Your other devices are signed out.");
        browser.await(ExpectedConditions.numberOfElementsToBe(By.cssSelector("#sessions li"), 1));
        devices.forEach(device -> assertThat(device.subject(), is("")));
        browser.awaitSignedIn(username);
    }

    @Test
    void anAdministratorSeesWhereSomebodyIsSignedInAndEndsIt() {
        signIn();
        try (var office = engine.start()) {
            office.signIn(root, "admin", "secret");
            office.await(ExpectedConditions.visibilityOfElementLocated(By.id("admin")));
            office.driver().findElement(By.name("subject")).clear();
            office.driver().findElement(By.name("subject")).sendKeys(username);
            office.press("Look up");
            office.await(ExpectedConditions.numberOfElementsToBe(By.cssSelector("#theirs li"), 3));
            office.await(ExpectedConditions.elementToBeClickable(By.id("end-theirs")));

            office.press("Sign out " + username);

            office.await(ExpectedConditions.textToBe(By.id("theirs"), username + " is signed in nowhere."));
            await().until(
                            () -> office.run("return [...document.querySelectorAll('#audit tr:first-child td')]"
                                    + ".slice(1).map(td => td.textContent)"),
                            is(List.of(username, "3", "administrator")));
        }
        browser.awaitSignedOut();
        awaitMessage("An administrator has signed you out.");
        devices.forEach(device -> assertThat(device.subject(), is("")));
    }

    @Test
    void nobodyElseSeesWhatAdministratorsSee() {
        signIn();

        assertThat(browser.isShown("admin"), is(false));
        assertThat(browser.promised("return (await fetch('api/audit')).status"), is(403L));
        assertThat(browser.promised("return (await fetch('api/admin/subjects/alice/sessions')).status"), is(403L));
    }

    private void signIn() {
        browser.signIn(root, username, "load");
        browser.await(ExpectedConditions.numberOfElementsToBe(By.cssSelector("#sessions li"), 3));
    }

    private void choose(String sessions) {
        browser.driver()
                .findElement(By.cssSelector("#plan input[value='" + sessions + "'] + span"))
                .click();
    }

    /** Whichever further credentials there may be. */
    private void awaitSteps(String... steps) {
        await().until(
                        () -> browser.run("return [...document.querySelectorAll('#steps li')]"
                                + ".map(li => li.textContent.replace(/(credential of Cookies).*/, '$1'))"),
                        is(List.of(steps)));
    }

    private void awaitMessage(String message) {
        browser.await(ExpectedConditions.textToBe(By.id("message"), message));
    }
}
