import { join } from 'node:path'
import { createAnnouncer } from './announcer.ts'
import { liveOn } from './live-on.ts'
import { missingForLab } from './missing-for-lab.ts'
import { observe } from './observe.ts'
import { readOptions } from './options.ts'
import { runToEnd } from './run-to-end.ts'
import { showSeveralNodes } from './show-several-nodes.ts'
import { tellStory } from './story.ts'
import { withNode } from './with-node.ts'

const usage = `Usage: npm start -- [--port <port>] [--nodes <1 to 4>]
Makes a node in a box on which pods with an empty cni annotation choose their network, and serves its page.
With several nodes they probe each other, and each has a page of its own; no traffic is made then.
Ctrl-C removes every trace of it. NO_COLOR=1 switches the colours off, GENIE_HTTP=host:port moves the page.
`

await runToEnd(async (signal) => {
  const { help, nodes, node, surroundings } = readOptions(process, join(import.meta.dirname, '..'))
  if (help) return void process.stdout.write(usage)
  const announcer = createAnnouncer(process.stdout, node.networks)
  const missing = await missingForLab(surroundings)
  if (missing !== null) {
    announcer.failed(missing)
    return observe(node, announcer, signal)
  }
  if (nodes > 1) {
    const left = await showSeveralNodes(node, nodes, announcer, signal)
    if (left.length > 0) process.exitCode = 1
    return
  }
  const { left } = await withNode(node, announcer, signal, async (box) => {
    announcer.step(`The page is at ${box.pageUrl}`)
    await tellStory(box, { podsBefore: 6, podsAfter: 10, trafficSeconds: 90 }, announcer, signal)
    announcer.step(`Pods go on coming and going: watch them at ${box.pageUrl}, end it with Ctrl-C`)
    await liveOn(box, announcer, signal)
  })
  if (left.length > 0) process.exitCode = 1
})
