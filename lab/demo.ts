import { join } from 'node:path'
import { createAnnouncer } from './announcer.ts'
import { demoReport } from './demo-report.ts'
import { missingForLab } from './missing-for-lab.ts'
import { readOptions } from './options.ts'
import { runToEnd } from './run-to-end.ts'
import { tellStory } from './story.ts'
import { withNode } from './with-node.ts'

const usage = `Usage: npm run demo -- [--json]
Plays the lab to an end: pods choose networks, one network is filled, more pods choose, everything is removed.
--json puts one JSON object on the last line of stdout. It ends with 1 if pods did not move or anything is left.
`

await runToEnd(async (signal) => {
  const { help, json, node, surroundings } = readOptions(process, join(import.meta.dirname, '..'))
  if (help) return void process.stdout.write(usage)
  const announcer = createAnnouncer(json ? process.stderr : process.stdout, node.networks)
  const missing = await missingForLab(surroundings)
  if (missing !== null) throw new Error(missing)
  const plan = { podsBefore: 6, podsAfter: 10, trafficSeconds: 60 }
  const { value, left } = await withNode(node, announcer, signal, (box) =>
    tellStory(box, plan, announcer, signal),
  )
  if (value === null) throw new Error('Cannot finish the demo: it was told to stop')
  const report = demoReport(value, left)
  if (report.moved < 0.9 || left.length > 0) process.exitCode = 1
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`)
})
