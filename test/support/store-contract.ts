import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Stores } from '../../store/stores.ts'
import { describeDecisions } from './store-contract/describe-decisions.ts'
import { describeHistory } from './store-contract/describe-history.ts'
import { describeIntents } from './store-contract/describe-intents.ts'
import { describeNetworks } from './store-contract/describe-networks.ts'
import { describeOutbox } from './store-contract/describe-outbox.ts'
import { describeSamples } from './store-contract/describe-samples.ts'
import { describeUpkeep } from './store-contract/describe-upkeep.ts'
import { describeUsage } from './store-contract/describe-usage.ts'
import { makeNetworkSample } from './store-records.ts'

/** How an engine's stores are opened, each time without any records. */
export interface OpenedStores {
  readonly open: () => Promise<Stores>
  /** Left out by an engine that is shipped to, and ships nothing itself. */
  readonly openForShipping?: () => Promise<Stores>
}

/** What every engine's stores must do. */
export function describeStoreContract(engine: string, { open, openForShipping }: OpenedStores): void {
  const part = (what: string, describePart: (stores: () => Stores) => void, opened = open) =>
    describe(`${what} in ${engine}`, () => {
      let stores: Stores
      beforeEach(async () => {
        stores = await opened()
      })
      afterEach(() => stores.close())
      describePart(() => stores)
    })

  part('samples', describeSamples)
  part('history', describeHistory)
  part('upkeep', describeUpkeep)
  part('decisions', describeDecisions)
  part('intents', describeIntents)
  part('usage', describeUsage)
  part('networks', describeNetworks)
  part('ending', describeEnding)
  if (openForShipping) part('what is to be shipped', describeOutbox, openForShipping)
}

function describeEnding(stores: () => Stores): void {
  test('close() ends what maintain() is at, and may be called twice', async () => {
    const ats = Array.from({ length: 500 }, (_, index) => index * 60_000)
    await stores().samples.append(
      ats.map((at) => makeNetworkSample({ at })),
      [],
    )
    const maintained = stores().maintain(1_800_000_000_000)
    await stores().close()
    await stores().close()
    await expect(maintained).resolves.not.toThrow()
  })
}
