// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import java.util.Map;

/**
 * Settings from an application's own code. A CDI bean of this type overrides what is set anywhere else, key by key.
 * Asked once, when the application is deployed or its first request comes.
 */
public interface SettingsSource {

    /** Keys such as {@code adieu.login-path}, and their values in the form that a property has. */
    Map<String, String> settings();
}
