import { join } from 'node:path'
import { createAnnouncer } from './announcer.ts'
import { liveOn } from './live-on.ts'
import { missingForLab } from './missing-for-lab.ts'
import { observe } from './observe.ts'
import { readOptions } from './options.ts'
import { stopSignalOf } from './stop-signal.ts'
import { tellStory } from './story.ts'
import { withNode } from './with-node.ts'

const usage = `Usage: npm start -- [--port <port>]
Makes a node in a box on which pods with an empty cni annotation choose their network, and serves its page.
Ctrl-C removes every trace of it. NO_COLOR=1 switches the colours off, GENIE_HTTP=host:port moves the page.
`
const { help, node, surroundings } = readOptions(process, join(import.meta.dirname, '..'))
const announcer = createAnnouncer(process.stdout, node.networks)

async function main(signal: AbortSignal): Promise<void> {
  const missing = await missingForLab(surroundings)
  if (missing !== null) {
    announcer.failed(missing)
    return observe(node, announcer, signal)
  }
  const { left } = await withNode(node, announcer, signal, async (box) => {
    announcer.step(`The page is at ${box.pageUrl}`)
    const plan = { podsBefore: 6, podsAfter: 10, trafficSeconds: 90 }
    await tellStory(box, plan, announcer, signal)
    announcer.step(`Pods go on coming and going: watch them at ${box.pageUrl}, end it with Ctrl-C`)
    await liveOn(box, announcer, signal)
  })
  if (left.length > 0) process.exitCode = 1
}

if (help) process.stdout.write(usage)
else await main(stopSignalOf(process)).catch(announcer.fatal)
