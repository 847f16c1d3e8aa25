// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

/**
 * What came of one turn of load on a server.
 *
 * @param wrk what its clients saw
 * @param cpu the processor time that its process took for a request, in microseconds: steadier than a rate where others share
 *     the cores
 */
record Load(Wrk wrk, double cpu) {}
