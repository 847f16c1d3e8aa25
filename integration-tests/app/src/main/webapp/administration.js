import { device } from './devices.js'
import { ago, ask, askTheirs, byId, counted, element, say } from './view.js'

let subject = ''
const sessionsOf = who => `api/admin/subjects/${encodeURIComponent(who)}/sessions`

/** For those who have the role; the server asks for it again at every call. */
export async function showAdministration(me) {
  byId('admin').hidden = !me.roles.includes('admin')
  if (!byId('admin').hidden) await Promise.all([showTheirs(), showAudit()])
}

async function showTheirs() {
  const who = subject = byId('lookup').elements.subject.value.trim()
  const sessions = await askTheirs(sessionsOf(who)) ?? []
  byId('theirs').replaceChildren(...sessions.length
    ? sessions.map(session => device(session, null))
    : [element('li', { className: 'soft' }, `${who} is signed in nowhere.`)])
  byId('end-theirs').textContent = `Sign out ${who}`
  byId('end-theirs').hidden = sessions.length === 0
}

async function showAudit() {
  const events = await askTheirs('api/audit') ?? []
  byId('audit').replaceChildren(...events.length ? [] : [element('tr', {}, element('td', { colSpan: 4 }, 'Nothing yet.'))],
    ...events.slice(0, 50).map(event => element('tr', {},
    element('td', {}, ago(event.at)),
    element('td', {}, event.subjects.slice(0, 3).join(', ') + (event.subjects.length > 3 ? ', …' : '')),
    element('td', {}, String(event.sessions.length)),
    element('td', {}, event.reason.replaceAll('_', ' ')))))
}

async function end(path, done) {
  const result = await ask(path, { method: 'DELETE' })
  say(result?.ok ? done : 'That did not work: they may still be signed in.')
  return result?.ok
}

byId('lookup').addEventListener('submit', event => {
  event.preventDefault()
  showTheirs()
})

byId('end-theirs').addEventListener('click', async () => {
  const who = subject // who was looked up, whatever has been typed since
  const there = byId('theirs').childElementCount
  if (await end(sessionsOf(who), `${who} is signed out of ${counted(there, 'device')}.`)) {
    await Promise.all([showTheirs(), showAudit()])
  }
})

byId('end-everyone').addEventListener('click', () => byId('sure').showModal())
byId('sure').addEventListener('close', () => {
  // The page's own session is among them, so it changes by itself.
  if (byId('sure').returnValue === 'yes') end('api/admin/sessions', 'Everyone is signed out.')
})
byId('refresh').addEventListener('click', showAudit)
