import { createInterface } from 'node:readline'
import { openStores } from '../../agent/open-stores.ts'
import { RoundWriter } from '../../agent/round-writer.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { fullSample, nodeNetworks } from './steady-node.ts'
import { startMs } from './store-contract/passing-time.ts'
import { makeAttachmentSample } from './store-records.ts'

/**
 * A process that writes rounds into the database that its first argument names: each line on stdin is `write` with a
 * number of rounds, or `maintain`, and is answered by how it stands, as JSON.
 */
export interface WriterState {
  readonly written: number
  readonly waiting: number
  readonly fault: string | null
  readonly storesFault: string | null
  readonly said: readonly string[]
  /** What the store has. */
  readonly networks: number
  readonly attachments: number
  readonly hours: number
}

const pods = Array.from({ length: 40 }, (_, pod) => String(pod).padStart(64, 'c'))
const [, , path = ''] = process.argv
const said: string[] = []
const note = {
  error: (_about: unknown, text: string) => said.push(text),
  info: (text: string) => said.push(text),
}
await using stores = await openStores(
  { GENIE_DB: path, GENIE_DB_MAX_BYTES: 1e9, NODE_NAME: 'genie-node' },
  createLogger('silent'),
)
const writer = new RoundWriter(stores.samples, note as never)
let written = 0
process.stdout.write(`${JSON.stringify(await state())}\n`)
for await (const line of createInterface({ input: process.stdin })) {
  const [command, count = '0'] = line.split(' ')
  if (command === 'maintain')
    await stores.maintain(startMs + 86_400_000).catch(() => said.push('Cannot maintain'))
  else for (let rounds = Number(count); rounds > 0; rounds -= 1) await writeOne()
  process.stdout.write(`${JSON.stringify(await state())}\n`)
}

async function writeOne(): Promise<void> {
  const at = startMs + written * 10_000
  written += 1
  const networks = nodeNetworks.map((network) => fullSample(network, at))
  await writer.write({
    networks,
    attachments: pods.map((containerId) => makeAttachmentSample({ containerId, at })),
  })
}

async function state(): Promise<WriterState> {
  const hours = { network: 'calico', resolution: 'hour', fromMs: 0, toMs: startMs * 2, limit: 100 } as const
  return {
    ...{ written, waiting: writer.waiting, fault: writer.fault, storesFault: stores.fault ?? null, said },
    networks: (await stores.samples.recentAll(0)).length,
    attachments: (await stores.samples.recentAttachments(0)).length,
    hours: (await stores.samples.history(hours)).length,
  }
}
