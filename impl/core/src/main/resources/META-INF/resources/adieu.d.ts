// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** What the server answers, or what became of asking it. */
export interface SignOutResult {
  /** Whether it is done: from now on, the session is refused everywhere. */
  ok: boolean
  /**
   * Why not: the server's code, such as `store_unavailable`; `offline` when it was not reached, `unexpected_answer` when
   * something else answered, a redirect among it, `invalid_option` when nothing was tried. Null when `ok`.
   */
  error: string | null
  /** Where to go next, if the server names a place. */
  url: string | null
}

/** Entries by name, or true for all of them. */
export type Names = readonly string[] | true

export interface SignOutOptions {
  /** The endpoint, relative to the page's base URL; `logout` unless said otherwise. */
  endpoint?: string | URL
  /** Whether cookies are sent, as for `fetch`; `same-origin` unless said otherwise. Another origin needs `include`. */
  credentials?: 'same-origin' | 'include'
  /** Whether to go where the answer leads, at top level; true unless said otherwise. */
  redirect?: boolean
  /** Where to go afterwards, if the server finds it safe. */
  callbackUrl?: string
  /** Which of one's sessions end, where the endpoint is a `SignOutResource`; `current` unless said otherwise. */
  sessions?: 'current' | 'others' | 'all'
  /** The same as `sessions: 'all'`, and no option together with another. */
  allSessions?: boolean
  /** What this browser is to forget, before the server is asked. */
  clear?: { localStorage?: Names, sessionStorage?: Names, indexedDB?: Names, caches?: Names }
}

/**
 * Signs out. Gives a result in every case, and never throws. Calls at the same time that ask for the same get the same
 * one.
 */
export function signOut(options?: SignOutOptions): Promise<SignOutResult>

/**
 * Calls back once when this browser is signed out, with the reason's code: `sign_out`, `idle_timeout`, `lifetime`,
 * `administrator`, … or `ended` where it is not known. With `events`, call it where somebody is signed in: where nobody is,
 * it calls back at once.
 *
 * @param options.events the URL of a `SessionEventsResource`, relative to the page's base URL; without it, only sign-outs
 *     in this browser are heard
 * @param options.credentials whether that stream is asked for with cookies, as for `fetch`; `same-origin` unless said
 *     otherwise
 * @returns stops it
 */
export function onSignedOut(
  callback: (reason: string) => void,
  options?: { events?: string | URL, credentials?: RequestCredentials },
): () => void
