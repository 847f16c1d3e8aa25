// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

/** What runs the pages. */
enum Engine {
    CHROMIUM("chrome") {
        @Override
        Browser start() {
            return Chromium.start();
        }

        @Override
        Browser lenient() {
            return Chromium.start();
        }

        @Override
        Browser withoutScripts() {
            return Chromium.withoutScripts();
        }

        @Override
        Browser withoutPageCache() {
            return Chromium.withoutPageCache();
        }
    },
    WEBKIT("MiniBrowser") {
        @Override
        Browser start() {
            return WebKit.start();
        }

        @Override
        Browser lenient() {
            return WebKit.lenient();
        }

        @Override
        Browser withoutScripts() {
            return WebKit.withoutScripts();
        }

        @Override
        Browser withoutPageCache() {
            return WebKit.withoutPageCache();
        }
    };

    private final String browserName;

    Engine(String browserName) {
        this.browserName = browserName;
    }

    /** Whether it is this that runs. */
    boolean runs(Browser browser) {
        return browser.driver().getCapabilities().getBrowserName().equals(browserName);
    }

    /** A new browser, which knows nobody yet. */
    abstract Browser start();

    /** One that lets pages open windows and fetch ahead, by its settings if it does not do so by itself. */
    abstract Browser lenient();

    /** One whose user has switched JavaScript off. */
    abstract Browser withoutScripts();

    /** One that keeps no page as it was. */
    abstract Browser withoutPageCache();
}
