// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

class WarmUpTest {
    private final WarmUp warmUp = new WarmUp(6);

    @Test
    void isOverWhenTwoTurnsBringLittle() {
        turns(900, 500, 490);
        assertThat(warmUp.isOver(), is(false));

        turns(480);

        assertThat(warmUp.isWarm(), is(true));
        assertThat(warmUp.isOver(), is(true));
        assertThat(warmUp.turns(), is(4));
    }

    @Test
    void goesOnWhereOneTurnOnlyWasDisturbed() {
        turns(900, 950, 600, 590);

        assertThat(warmUp.isOver(), is(false));
    }

    @Test
    void endsSomeTime() {
        turns(900, 800, 700, 600, 500, 400);

        assertThat(warmUp.isWarm(), is(false));
        assertThat(warmUp.isOver(), is(true));
    }

    private void turns(double... times) {
        for (var time : times) {
            warmUp.turn(time);
        }
    }
}
