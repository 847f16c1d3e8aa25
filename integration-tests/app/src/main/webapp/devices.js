import { ago, ask, askTheirs, byId, element, say } from './view.js'

/** One's own sessions as the devices that they are on: this one first, then whichever was seen last. */
export async function showDevices(changed) {
  const sessions = await askTheirs('api/sessions') ?? []
  sessions.sort((a, b) => b.current - a.current || b.lastSeenAt.localeCompare(a.lastSeenAt))
  byId('sessions').replaceChildren(...sessions.map(session => device(session, session.current ? null : changed)))
}

/** A line of a list of devices; with a button to end it, if somebody is to be told then. */
export function device(session, changed) {
  const name = session.details.device ?? 'A device'
  const line = element('li', {},
    element('span', { className: `picture ${kind(name)}`, ariaHidden: 'true' }),
    element('div', { className: 'about' },
      element('strong', {}, name, ...session.current ? [' ', element('span', { className: 'badge' }, 'this device')] : []),
      element('span', { className: 'soft' }, 'Signed in ', ago(session.startedAt), ', last seen ', ago(session.lastSeenAt))))
  if (changed) line.append(ending(session, name, changed))
  return line
}

function ending(session, name, changed) {
  const button = element('button', { className: 'quiet', ariaLabel: `End the session of ${name}` }, 'End')
  button.addEventListener('click', async () => {
    button.disabled = true
    const result = await ask(`api/sessions/${encodeURIComponent(session.id)}`, { method: 'DELETE' })
    await changed()
    say(result?.ok ? `${name} is signed out.` : `${name} may still be signed in.`)
  })
  return button
}

const kind = name =>
  /Android|iOS|Mobile/.test(name) ? 'phone' : /Linux|Mac|Windows|Ubuntu|Chrome OS/.test(name) ? 'desk' : 'program'
