// The page works without this: forms sign in and out. With it, the page knows who is signed in, and when no more.
import { onSignedOut, signOut } from './api/adieu.js'
import { showAdministration } from './administration.js'
import { showDevices } from './devices.js'
import { showDryRun } from './dry-run.js'
import { ask, askWho, byId, say, turnOver } from './view.js'

const REASONS = {
  sign_out: 'You are signed out.',
  idle_timeout: 'You were signed out, because you were away for long.',
  lifetime: 'You were signed out. Sessions last so long and no longer.',
  limit: 'You were signed out here, because you signed in on another device.',
  administrator: 'An administrator has signed you out.',
  provider: 'You were signed out where you had signed in.',
}

let stop = null

/** The name of the OpenID provider where people may sign in, null where there is none; whether a sign-out goes onward. */
const openId = ask('api/openid').then(answer => answer ?? { provider: null, onward: false })

/** Where people want to go who came here to sign in. */
const next = new URLSearchParams(location.search).get('next')

/** From now on the page changes by itself when the session ends, here or anywhere else. */
function watch() {
  stop ??= onSignedOut(reason => {
    hide()
    say(REASONS[reason] ?? REASONS.sign_out)
    show() // somebody may have signed in again, in another tab
  }, { events: 'api/events' })
}

function leave() {
  stop?.()
  stop = null
}

async function show() {
  const me = await askWho()
  if (me === undefined) {
    say('It cannot be told now who is signed in. Try again in a moment.')
    document.body.classList.remove('asking')
    return
  }
  if (me === null) return hide()
  watch()
  byId('as').textContent = ` as ${me.subject}`
  byId('initial').textContent = me.subject[0].toUpperCase()
  byId('until').textContent = `If you leave, until ${new Date(me.expiresAt).toLocaleTimeString([], { timeStyle: 'short' })}`
  await Promise.all([showDevices(show), showDryRun(), showAdministration(me)])
  state('signed-in')
}

async function showProvider() {
  const { provider: name } = await openId
  if (name === null) return
  byId('at-provider').textContent = `Sign in at ${name}`
  byId('at-provider').hidden = false
  if (location.search === '?sign-in=refused') say(`The sign-in at ${name} came to nothing. Try again.`)
}

/** Nothing of the person stays, not even out of sight, and nothing that is being asked comes back. */
function hide() {
  turnOver()
  leave()
  for (const id of ['as', 'initial', 'until', 'sessions', 'steps', 'theirs', 'audit']) byId(id).replaceChildren()
  byId('admin').hidden = true
  if (byId('sure').open) byId('sure').close()
  state('signed-out')
  byId('sign-in').elements.username.focus()
}

function state(now) {
  document.body.classList.remove('asking')
  byId('signed-out').hidden = now !== 'signed-out'
  byId('signed-in').hidden = now !== 'signed-in'
}

byId('sign-in').addEventListener('submit', async event => {
  event.preventDefault()
  const form = event.target
  const body = new URLSearchParams(new FormData(form))
  if (next !== null) body.set('next', next)
  const response = await fetch(form.action, { method: 'POST', body })
  if (response.status === 404) location.assign('private/')
  const answer = await response.json()
  say(response.ok ? '' : answer.error)
  if (response.ok) form.reset()
  // Whether it is a way to go, the server has said.
  if (answer.next) return location.assign(answer.next)
  turnOver()
  await show()
})

for (const button of document.querySelectorAll('.person')) {
  button.addEventListener('click', () => {
    const { username, password } = byId('sign-in').elements
    username.value = button.dataset.username
    password.value = button.dataset.password
    byId('sign-in').requestSubmit()
  })
}

for (const form of document.querySelectorAll('form.sign-out')) {
  form.addEventListener('submit', async event => {
    event.preventDefault()
    const { sessions } = form.dataset
    // Where there is a provider, or this is one, a sign-out goes onward, and comes back.
    const redirect = sessions !== 'others' && (await openId).onward
    const result = await signOut({ endpoint: form.action, redirect, sessions })
    if (redirect && result.ok) return
    if (result.ok && sessions !== 'others') {
      hide()
      say(REASONS.sign_out)
      return show()
    }
    await show()
    say(result.ok ? 'Your other devices are signed out.' : `You are still signed in: ${result.error}`)
  })
}

// Who looks again sees what is so now; a page from the back/forward cache on which nobody was signed in, too.
addEventListener('pageshow', ({ persisted }) => persisted && stop === null && show())
// A moment later: what is being clicked must not be replaced under the pointer.
addEventListener('focus', () => setTimeout(() => stop !== null && show(), 500))

show()
showProvider()
