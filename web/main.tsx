import { render } from 'preact'
import { browserTimers } from './live/timers.ts'
import { createApi } from './model/api.ts'
import { PageModel } from './model/page-model.ts'
import { decisionOfHash } from './model/route.ts'
import { withNode } from './model/with-node.ts'
import { Page } from './page/page.tsx'

const api = createApi((url, init) => fetch(withNode(url, location.search), init))
const model = new PageModel({ api, timers: browserTimers, nowMs: () => Date.now(), random: Math.random })

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
if (root) render(<Page model={model} />, root)
model.start()
