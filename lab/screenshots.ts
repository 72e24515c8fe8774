import { join } from 'node:path'
import { createAnnouncer } from './announcer.ts'
import { fillBooks } from './fill-books.ts'
import { missingForLab } from './missing-for-lab.ts'
import { readOptions } from './options.ts'
import { picturesOfPage, takePictures } from './page-pictures.ts'
import { runToEnd } from './run-to-end.ts'
import { tellStory } from './story.ts'
import { waitForBoard } from './wait-for-board.ts'
import { withSeveralNodes } from './with-several-nodes.ts'

const root = join(import.meta.dirname, '..')
const usage = `Usage: npm run screenshots
Plays the lab's story on one of three nodes, gives it prices and a profile, and takes pictures of every view of its page:
docs/images, and more below .cache/screenshots.
`
/** As many as give probes two peers each. */
const nodes = 3
/** The traffic lasts until the last picture. */
const plan = { podsBefore: 6, podsAfter: 10, trafficSeconds: 150 }

await runToEnd(async (signal) => {
  const { help, node, surroundings } = readOptions(process, root)
  if (help) return void process.stdout.write(usage)
  const announcer = createAnnouncer(process.stdout, node.networks)
  const missing = await missingForLab(surroundings)
  if (missing !== null) throw new Error(missing)
  await withSeveralNodes(node, nodes, announcer, signal, async ([box]) => {
    if (box === undefined) return
    await waitForBoard(box.api, {
      what: 'probes have told of every network',
      until: ({ networks }) =>
        networks.every(({ sample }) => sample !== null && sample.latencyP95Ms !== null),
      signal,
    })
    await tellStory(box, plan, announcer, signal)
    await fillBooks(box.pageUrl)
    const { decision } = await box.attach('calls-1')
    const pictures = picturesOfPage(decision.id)
    await takePictures(box.pageUrl, root, pictures)
    for (const { file } of pictures) announcer.step(`Took ${file}`)
  })
})
