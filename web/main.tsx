import { render } from 'preact'
import { browserTimers } from './live/timers.ts'
import { createApi } from './model/api.ts'
import { browserAddress, withNode } from './model/node-address.ts'
import { PageModel } from './model/page-model.ts'
import { decisionOfHash } from './model/route.ts'
import { SignIn } from './model/sign-in.ts'
import { Page } from './page/page.tsx'

const address = browserAddress(location, history)
const signIn = new SignIn(sessionStorage, (url, init) => fetch(withNode(url, address.node()), init))
const api = createApi((url, init) => signIn.fetch(url, init))
const world = { api, address, timers: browserTimers, nowMs: () => Date.now(), random: Math.random }
const model = new PageModel(world)

const followHash = () => void model.open(decisionOfHash(location.hash))
addEventListener('hashchange', followHash)
followHash()

let pausedByHiding = false
document.addEventListener('visibilitychange', () => {
  if (document.hidden && model.link.value.state !== 'paused') {
    pausedByHiding = true
    model.pause()
  } else if (!document.hidden && pausedByHiding) {
    pausedByHiding = false
    model.start()
  }
})

const root = document.getElementById('page')
if (root) render(<Page model={model} signIn={signIn} />, root)
model.start()
