// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/**
 * What the README shows. In Chromium alone, so that it looks the same each time; that alone can also be told which
 * language its user reads.
 */
class PicturesIT {
    private static final Path PICTURES = Path.of(System.getProperty("adieu.pictures", "target/pictures"));

    private static final Dimension WIDE = new Dimension(1060, 860);

    private final URI root = RunningSample.GRIZZLY.root();

    @BeforeAll
    static void makeRoom() throws IOException {
        Files.createDirectories(PICTURES);
    }

    @Test
    void theSampleIsReadBySomebodyWithTwoDevices() throws IOException {
        try (var phone = Chromium.start();
                var browser = Chromium.start()) {
            browser.driver().manage().window().setSize(WIDE);
            browser.open(root);
            browser.awaitSignedOut();
            picture(browser, "signed-out.png");

            phone.signIn(root, "bob", "builder");
            browser.signIn(root, "bob", "builder");
            browser.await(ExpectedConditions.numberOfElementsToBe(By.cssSelector("#sessions li"), 2));
            picture(browser, "signed-in.png");
        }
    }

    @Test
    void theQuestionIsReadFromLeftToRightInEnglish() throws IOException {
        assertThat(directionOfTheQuestion("en", "confirmation.png"), is("ltr"));
    }

    @Test
    void theQuestionIsReadFromRightToLeftInArabic() throws IOException {
        assertThat(directionOfTheQuestion("ar", "confirmation-ar.png"), is("rtl"));
    }

    private String directionOfTheQuestion(String language, String picture) throws IOException {
        try (var browser = Chromium.in(language)) {
            browser.signIn(root, "alice", "wonderland");
            browser.open(root.resolve("api/sign-out"));
            picture(browser, picture);
            return browser.driver().findElement(By.tagName("html")).getDomAttribute("dir");
        }
    }

    private static void picture(Browser browser, String name) throws IOException {
        Files.write(PICTURES.resolve(name), browser.driver().getScreenshotAs(OutputType.BYTES));
    }
}
