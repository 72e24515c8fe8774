import { JournalReader } from '../../collector/journal/journal-reader.ts'
import { createInterface } from 'node:readline'
import { buildCollector } from '../../collector/build-collector.ts'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'

/**
 * A process that measures the network namespace it was started in: networks (JSON) and journal directory are its
 * arguments; each line `round` on stdin is answered by a round as JSON. A second passes from round to round on its own clock.
 */
const [, , networksText = '[]', journalDir = '/'] = process.argv
const networks = JSON.parse(networksText) as ConfiguredNetwork[]
await using stores = await openSqliteStores(':memory:')
const clock = new ManualClock()
const logger = createLogger('warn')
const collector = buildCollector({
  networks: () => networks,
  settings: () => ({}),
  journal: new JournalReader(journalDir, logger),
  samples: stores.samples,
  clock,
  logger,
  onRound: () => Promise.resolve(),
})
for await (const request of createInterface({ input: process.stdin })) {
  if (request !== 'round') throw new Error(`Cannot answer ${request}: ask for a round`)
  clock.advance(1_000)
  process.stdout.write(`${JSON.stringify(await collector.collectOnce())}\n`)
}
