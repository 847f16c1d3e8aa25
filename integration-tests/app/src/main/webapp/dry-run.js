import { askTheirs, byId, counted, element } from './view.js'

/** What the sign-out that is chosen would do, in sentences. */
export async function showDryRun() {
  const { sessions } = byId('plan').elements
  const plan = await askTheirs(`api/sign-out/plan?sessions=${sessions.value}`)
  byId('steps').replaceChildren(...sentences(plan).map(sentence => element('li', {}, sentence)))
}

function sentences(plan) {
  if (plan === null) return []
  if (plan.error !== null) return [`It would be refused: ${plan.error}`]
  const cookies = plan.changes.map(change => /^ExpireCookie\[name=([^,\]]*)/.exec(change)?.[1]).filter(name => name)
  const others = plan.changes.length - cookies.length
  return [
    `End ${counted(plan.sessions.length, 'session')}, on every node`,
    ...plan.effects.map(effect => `Run “${effect}”`),
    ...cookies.length ? [`Expire ${counted(cookies.length, 'cookie')}: ${[...new Set(cookies)].join(', ')}`] : [],
    ...others ? [`Make ${counted(others, 'other change')} to the answer`] : [],
    ...plan.schemes.length ? [`Forget the credential of ${plan.schemes.join(', ')}`] : ['Leave this device signed in'],
    // What is asked of a provider is for the provider, and long.
    ...plan.url === null ? [] : [`Lead to ${plan.url.startsWith('/') ? plan.url : plan.url.split('?')[0]}`],
  ]
}

byId('plan').addEventListener('change', showDryRun)
