// The page works without this: forms sign in and out. With it, the page knows who is signed in, and when no more.
import { onSignedOut, signOut } from './api/adieu.js'

const byId = id => document.getElementById(id)
const json = async path => {
  const response = await fetch(path)
  return response.ok ? response.json() : null
}

const item = (title, text) => {
  const li = document.createElement('li')
  const strong = document.createElement('strong')
  strong.textContent = title
  const span = document.createElement('span')
  span.textContent = text
  li.append(strong, span)
  return li
}

const end = session => {
  const button = document.createElement('button')
  button.className = 'quiet'
  button.textContent = 'End'
  button.setAttribute('aria-label', `End the session of ${session.details.device}`)
  button.addEventListener('click', async () => {
    await fetch(`api/sessions/${session.id}`, { method: 'DELETE' })
    await show()
  })
  return button
}

const when = instant => new Date(instant).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })

const REASONS = {
  idle_timeout: 'You were signed out, because you were away for long.',
  lifetime: 'You were signed out. Sessions last so long and no longer.',
  limit: 'You were signed out here, because you signed in on another device.',
  administrator: 'An administrator has signed you out.',
}

let stop = null
const watch = () => {
  stop ??= onSignedOut(async reason => {
    stop = null
    await show()
    byId('message').textContent = REASONS[reason] ?? 'You are signed out.'
  }, { events: 'api/events' })
}
const leave = () => {
  stop?.()
  stop = null
}

async function show() {
  const me = await json('api/me')
  me === null ? leave() : watch()
  byId('signed-out').hidden = me !== null
  byId('signed-in').hidden = me === null
  if (me === null) return
  byId('as').textContent = ` as ${me.subject}`
  const sessions = await json('api/sessions') ?? []
  sessions.sort((a, b) => b.current - a.current)
  byId('sessions').replaceChildren(...sessions.map(session => {
    const li = item(
      session.current ? `${session.details.device} (this device)` : session.details.device,
      `signed in ${when(session.startedAt)}, last seen ${when(session.lastSeenAt)}`)
    if (!session.current) li.append(end(session))
    return li
  }))
  const plan = await json('api/sign-out/plan')
  byId('steps').replaceChildren(...[
    `end ${plan.sessions.length} session`,
    `forget the credential of ${plan.schemes.join(', ')}`,
    ...plan.effects.map(effect => `run ${effect}`),
    `lead to ${plan.url}`,
  ].map(step => item(step, '')))
}

byId('sign-in').addEventListener('submit', async event => {
  event.preventDefault()
  const form = event.target
  const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) })
  if (response.status === 404) location.assign('private/')
  byId('message').textContent = response.ok ? '' : (await response.json()).error
  if (response.ok) form.reset()
  await show()
})

for (const form of document.querySelectorAll('.actions form')) {
  form.addEventListener('submit', async event => {
    event.preventDefault()
    const result = await signOut({ endpoint: form.action, redirect: false, sessions: form.dataset.sessions })
    if (!result.ok) byId('message').textContent = `You are still signed in: ${result.error}`
    await show()
  })
}

await show()
