// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

/**
 * CDI event: an effect that was outstanding when {@link SignedOut} was fired has been done, or tried again, by whichever
 * node. What has failed is tried after 15 and 30 seconds, 1, 2, 4, 8, … minutes, later once an hour, and given up after a day.
 *
 * @param session the session that had ended
 * @param reason why it had
 * @param outcome how it went; neither {@code ok} nor outstanding means that it has been given up
 * @param attempts how often the session has been taken up for it since
 */
public record EffectSettled(UserSession session, Reason reason, EffectOutcome outcome, int attempts) {}
