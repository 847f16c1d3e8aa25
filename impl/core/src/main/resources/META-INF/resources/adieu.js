// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
// Signs out, and knows when somebody else did. Its types are in adieu.d.ts. Small enough to be served as it is written.

const NAME = 'adieu'
const CHOICES = {
  credentials: ['same-origin', 'include'], // without cookies, nobody would sign out, and be told so
  redirect: [true, false],
  sessions: ['current', 'others', 'all'],
  allSessions: [true, false],
}
const OPTIONS = [...Object.keys(CHOICES), 'endpoint', 'callbackUrl', 'clear']
const CLEARED = ['localStorage', 'sessionStorage', 'indexedDB', 'caches']
/** How long a database may take to go: another tab may have it open. */
const PATIENCE = 1000
const SHORTEST_PAUSE = 1000
const LONGEST_PAUSE = 60000

const failed = error => ({ ok: false, error, url: null })
const attempt = async work => {
  try {
    return await work()
  } catch {
    return undefined // storage that is denied holds nothing
  }
}

const pending = new Map()
const watches = new Set()
/** Whether this page has been told of a sign-out. */
let over = false

// Whoever is signed in now need not be who was: nothing is shown again of a page that watches, or was told.
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted || !over && watches.size === 0) return
  const { style } = document.documentElement
  style.visibility = 'hidden'
  style.setProperty('display', 'none', 'important')
  location.reload()
})

/**
 * Ends the session on the server, and what this browser keeps of it. Of calls at the same time that ask for the same there
 * is one sign-out.
 */
export async function signOut(options = {}) {
  let asked, key
  try {
    asked = checked(options)
    key = JSON.stringify(asked)
  } catch (e) {
    console.error('signOut:', e)
    return failed('invalid_option')
  }
  if (!pending.has(key)) pending.set(key, end(asked).finally(() => pending.delete(key)))
  return pending.get(key)
}

/** What is asked for; throws before anything has happened. */
function checked(options) {
  for (const [name, value] of Object.entries(options)) {
    if (!OPTIONS.includes(name)) throw new TypeError(`${name} is no option; there are ${OPTIONS.join(', ')}`)
    if (value !== undefined && CHOICES[name]?.includes(value) === false) {
      throw new TypeError(`${name}: ${value} is none of ${CHOICES[name].join(', ')}`)
    }
  }
  const { endpoint = 'logout', credentials = 'same-origin', redirect = true, callbackUrl, clear = {} } = options
  if (typeof clear !== 'object') throw new TypeError(`clear: ${clear} does not say what of ${CLEARED.join(', ')}`)
  for (const [name, names] of Object.entries(clear)) {
    if (!CLEARED.includes(name)) throw new TypeError(`clear: ${name} is none of ${CLEARED.join(', ')}`)
    if (names !== undefined && names !== true && !Array.isArray(names)) {
      throw new TypeError(`clear.${name}: ${names} is neither true nor an array of names`)
    }
  }
  const sessions = options.sessions ?? (options.allSessions ? 'all' : 'current')
  if (options.allSessions && sessions !== 'all') throw new TypeError(`allSessions: sessions is ${sessions}`)
  const url = new URL(endpoint, document.baseURI)
  if (sessions !== 'current') url.searchParams.set('sessions', sessions)
  if (callbackUrl !== undefined) url.searchParams.set('callbackUrl', callbackUrl)
  if (url.origin !== location.origin && credentials !== 'include') {
    throw new TypeError(`credentials: another origin (${url.origin}) gets the session's cookie only with 'include'`)
  }
  return { url, credentials, redirect, sessions, clear }
}

async function end({ url, credentials, redirect, sessions, clear }) {
  await forget(clear) // first, so that it happens without the server, too
  const response = await attempt(() => fetch(url, {
    method: 'POST', credentials, cache: 'no-store', redirect: 'manual', headers: { Accept: 'application/json' },
  }))
  if (response === undefined) return failed('offline')
  const result = await attempt(() => response.json())
  if (typeof result?.ok !== 'boolean') return failed('unexpected_answer')
  if (result.ok) {
    if (sessions !== 'others') tellAll('sign_out')
    if (redirect && result.url) await attempt(() => goTo(new URL(result.url, location)))
  }
  return { ok: result.ok, error: result.error ?? null, url: result.url ?? null }
}

/** At top level and never by fetch: a provider's page is no data. */
function goTo(url) {
  if (!/^https?:$/.test(url.protocol)) return
  const stays = url.href.includes('#') && url.href.split('#')[0] === location.href.split('#')[0]
  location.assign(url)
  if (stays) location.reload() // a fragment of this page leaves it as it is
}

/** What the application keeps in the browser: names, or true for all there are. */
async function forget({ localStorage, sessionStorage, indexedDB, caches }) {
  const storage = (names, of) => attempt(() =>
    names === true ? of().clear() : names?.forEach(name => of().removeItem(name)))
  const each = (names, all, remove) => attempt(async () =>
    Promise.all((names === true ? await all() : names ?? []).map(name => attempt(() => remove(name)))))
  await Promise.race([
    Promise.all([
      storage(localStorage, () => window.localStorage),
      storage(sessionStorage, () => window.sessionStorage),
      each(caches, () => window.caches.keys(), name => window.caches.delete(name)),
      each(indexedDB, async () => (await window.indexedDB.databases()).map(({ name }) => name), name =>
        new Promise(done => {
          const request = window.indexedDB.deleteDatabase(name)
          request.onsuccess = request.onerror = done
        })),
    ]),
    new Promise(done => setTimeout(done, PATIENCE)),
  ])
}

/** What tabs hear each other by, where the browser has it and lets us. */
function openChannel() {
  try {
    return new BroadcastChannel(NAME)
  } catch {
    return undefined
  }
}

/** Every watch of this tab, and of the others. */
function tellAll(reason) {
  over = true
  const channel = openChannel()
  channel?.postMessage(reason)
  channel?.close()
  if (!channel) {
    attempt(() => {
      localStorage.setItem(NAME, reason)
      localStorage.removeItem(NAME)
    })
  }
  watches.forEach(watch => watch.tell(reason))
}

/**
 * Calls back once, with the reason, when this browser is signed out: in this tab or another, elsewhere or by time (if
 * `events` is the URL of the event stream). A page that comes back from the back/forward cache is hidden, and loaded again,
 * until that is stopped by what this returns.
 */
export function onSignedOut(callback, { events, credentials = 'same-origin' } = {}) {
  const watch = new Watch(callback, events && new URL(events, document.baseURI), credentials)
  watches.add(watch)
  watch.start()
  return () => watch.stop()
}

class Watch {
  constructor(callback, events, credentials) {
    this.callback = callback
    this.events = events
    this.credentials = credentials
    this.stopped = new AbortController()
  }

  start() {
    const { signal } = this.stopped
    const channel = openChannel()
    channel?.addEventListener('message', ({ data }) => this.tell(data), { signal })
    signal.addEventListener('abort', () => channel?.close())
    if (!channel) attempt(() => localStorage.length) // WebKit tells of changes only to whom has looked
    addEventListener('storage', ({ key, newValue }) => key === NAME && newValue && this.tell(newValue), { signal })
    addEventListener('pagehide', () => this.leave(), { signal })
    this.listen()
  }

  tell(reason) {
    if (!this.stopped.signal.aborted) {
      over = true
      this.stop()
      queueMicrotask(() => this.callback(reason)) // what it throws is its own
    }
  }

  stop() {
    this.stopped.abort()
    this.leave()
    watches.delete(this)
  }

  /** One tab listens for all: browsers open few connections to a host. */
  listen() {
    if (!this.events) return
    const { signal } = this.left = new AbortController()
    const open = () => this.open(signal, SHORTEST_PAUSE)
    if (!navigator.locks) return open()
    navigator.locks.request(`${NAME} ${this.events}`, { signal }, () => new Promise(release => {
      signal.addEventListener('abort', release)
      open()
    })).catch(open) // where locks are denied, each tab listens; when this one has left, it does not
  }

  open(left, pause) {
    if (left.aborted) return
    const source = new EventSource(this.events, { withCredentials: this.credentials === 'include' })
    left.addEventListener('abort', () => source.close())
    source.addEventListener('open', () => pause = SHORTEST_PAUSE)
    source.addEventListener('signed-out', ({ data }) => tellAll(data))
    source.addEventListener('error', async () => {
      // Otherwise the browser tries again by itself.
      if (source.readyState !== EventSource.CLOSED || left.aborted) return
      if (await this.status() === 401) tellAll('ended')
      else setTimeout(() => this.open(left, Math.min(2 * pause, LONGEST_PAUSE)), pause)
    })
  }

  leave() {
    this.left?.abort()
  }

  /** What the event stream would be answered with; undefined without a server. */
  async status() {
    const asked = new AbortController()
    const response = await attempt(() => fetch(this.events, {
      cache: 'no-store', credentials: this.credentials, headers: { Accept: 'text/event-stream' }, signal: asked.signal,
    }))
    asked.abort()
    return response?.status
  }
}
