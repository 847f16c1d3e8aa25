
// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
const { cookie } = document.body.dataset
const FORM = /^(.+) ([\w-]{43})\.([\w-]{43})\.([\w-]{22})$/s
const PATIENCE = 60_000
const NOBODY = 'none'

// The page that frames this one, and that its policy has let in; in a window of its own there is none.
const framer = parent === window
  ? undefined
  : location.ancestorOrigins?.[0] ?? (document.referrer && new URL(document.referrer).origin)
let asked = -Infinity
let ended

const known = () =>
  document.cookie.split('; ').find(each => each.startsWith(cookie + '='))?.slice(cookie.length + 1)

const digest = async (...parts) => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(parts.join(' ')))
  return btoa(String.fromCharCode(...new Uint8Array(hash)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

// A session that has ended elsewhere, or by itself, has left its cookie here. Browsers may not let a frame change that.
const askNowAndThen = async () => {
  const state = known()
  if (!state || state === NOBODY || state === ended || performance.now() - asked < PATIENCE) return
  asked = performance.now()
  const answer = await fetch('check-session/ended', { cache: 'no-store', signal: AbortSignal.timeout(5000) })
    .catch(() => undefined)
  if (answer?.status === 410) ended = state
}

const answer = async (data, origin) => {
  const [, client, state, issued, salt] = (typeof data === 'string' && FORM.exec(data)) || []
  // SM-4: what was issued to this client, for the page that frames this one.
  if (!client || origin !== framer || await digest('issued', client, origin, salt) !== issued) return 'error'
  await askNowAndThen()
  const now = known()
  // SM-6: whoever sees no cookies knows of no change. One that was signed out sees that.
  if (!now) return 'error'
  return now !== ended && await digest(now, client, origin, salt) === state ? 'unchanged' : 'changed'
}

// SM-3. A page without an origin cannot be answered in private, and this one does not talk to itself.
addEventListener('message', async ({ data, origin, source }) => {
  if (!source || source === window || origin === 'null') return
  source.postMessage(await answer(data, origin).catch(() => 'error'), origin)
})
