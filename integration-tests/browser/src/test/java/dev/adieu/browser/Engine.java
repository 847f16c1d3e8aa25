// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

/** What runs the pages. */
enum Engine {
    CHROMIUM {
        @Override
        Browser start() {
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
    WEBKIT {
        @Override
        Browser start() {
            return WebKit.start();
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

    /** A new browser, which knows nobody yet. */
    abstract Browser start();

    /** One whose user has switched JavaScript off. */
    abstract Browser withoutScripts();

    /** One that keeps no page as it was. */
    abstract Browser withoutPageCache();
}
