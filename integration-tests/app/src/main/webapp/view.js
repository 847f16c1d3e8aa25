/** What the parts of the page share: finding, asking, making. */

export const byId = id => document.getElementById(id)

/** JSON, or null for whatever is no success. */
export async function ask(path, options) {
  try {
    const response = await fetch(path, options)
    return response.ok ? await response.json() : null
  } catch {
    return null
  }
}

let visit = 0

/** From now on nobody is told what was asked until now: the person has left, or has just come. */
export function turnOver() {
  visit++
}

/** An answer about the person who is here. One that comes when they are gone is never given, so nobody draws it. */
async function aboutThem(asked) {
  const then = visit
  const answer = await asked
  return then === visit ? answer : new Promise(() => {})
}

/** As `ask`, about the person who is here. */
export const askTheirs = (path, options) => aboutThem(ask(path, options))

/** Who is signed in; null for nobody, and undefined where that cannot be told now: unavailable is not unknown. */
export const askWho = () => aboutThem(fetch('api/me').then(
  response => response.ok ? response.json() : response.status === 401 ? null : undefined).catch(() => undefined))

export function say(text) {
  byId('message').textContent = text
}

/** An element with properties and children, all of them text or elements: nothing is ever parsed as HTML. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name)
  Object.assign(made, properties)
  made.append(...children)
  return made
}

const UNITS = [['day', 86400], ['hour', 3600], ['minute', 60]]
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** "2 minutes ago", with the time itself for those who ask. */
export function ago(instant) {
  const then = new Date(instant)
  const seconds = (then - Date.now()) / 1000
  const [unit, size] = UNITS.find(([, size]) => -seconds >= size) ?? ['now', 0]
  return element('time', { dateTime: instant, title: then.toLocaleString() },
    size ? RELATIVE.format(Math.round(seconds / size), unit) : 'just now')
}

export const counted = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`
