import { openSqliteStores } from '../store/sqlite/open-sqlite-stores.ts'
import type { SampleStore } from '../store/sample-store.ts'
import type { Stores } from '../store/stores.ts'

/** What is kept in memory may be so large: a day of the networks of a node takes a third. */
const memoryBytes = 25_165_824

/** Stores in memory, for when there are no others: `fault` says why, in a sentence. */
export async function openMemoryStores(fault: string, isShipping: boolean): Promise<Stores> {
  const stores = await openSqliteStores(':memory:', { isShipping, maxBytes: memoryBytes })
  return { ...stores, samples: networksOnly(stores.samples), fault }
}

/** Samples of pods are many, and nothing is decided by old ones: memory has no room for a day of them. */
function networksOnly(samples: SampleStore): SampleStore {
  return {
    append: (networks) => samples.append(networks, []),
    latest: () => samples.latest(),
    recent: (...asked) => samples.recent(...asked),
    recentAll: (sinceMs) => samples.recentAll(sinceMs),
    recentAttachments: (...asked) => samples.recentAttachments(...asked),
    peakRates: (...asked) => samples.peakRates(...asked),
    history: (query) => samples.history(query),
  }
}
