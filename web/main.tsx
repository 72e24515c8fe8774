import { render } from 'preact'
import { createClient } from './api/client.ts'
import { createPageApi } from './api/page-api.ts'
import { SignIn } from './api/sign-in.ts'
import { language } from './catalogue/language.ts'
import { Announcer } from './live/announcer.ts'
import { Notices } from './live/notices.ts'
import { browserTimers } from './live/timers.ts'
import { stopWhileHidden } from './live/stop-while-hidden.ts'
import { browserMemory } from './model/browser-memory.ts'
import { browserAddress } from './model/node-address.ts'
import { PageModel } from './model/page-model.ts'
import { HashRoute } from './page/hash-route.ts'
import { Page } from './page/page.tsx'
import { Preferences } from './page/preferences.ts'
import { views } from './page/views.tsx'

const memory = { browser: browserMemory(() => localStorage), tab: browserMemory(() => sessionStorage) }
const preferences = new Preferences(memory.browser, document.documentElement)
const route = new HashRoute(window)
const address = browserAddress(location, history)
const signIn = new SignIn(memory.tab, (url, init) => fetch(url, init))
const client = createClient({
  fetch: (url, init) => signIn.fetch(url, init),
  read: (url, init) => signIn.read(url, init),
  node: () => address.node(),
  language: () => language.value,
})
const world = { timers: browserTimers, nowMs: () => Date.now(), random: Math.random }
const model = new PageModel({ api: createPageApi(client), address, ...world })
const timers = browserTimers
const parts = {
  model,
  client,
  signIn,
  route,
  preferences,
  memory,
  announcer: new Announcer(timers),
  notices: new Notices(timers),
}

addEventListener('hashchange', () => route.follow())
route.decision.subscribe((id) => void model.open(id))
stopWhileHidden(document, model)
model.start()
// The view is on its way while the words are.
void views.find(({ path }) => path === route.view.value.path)?.component.preload()
void preferences.begin(location.search, navigator.languages).then(() => {
  const root = document.getElementById('page')
  if (root) render(<Page parts={parts} />, root)
})
