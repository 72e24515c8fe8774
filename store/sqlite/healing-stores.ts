import type { DecisionStore } from '../decision-store.ts'
import type { IntentStore } from '../intent-store.ts'
import type { NetworkStore } from '../network-store.ts'
import type { Outbox } from '../outbox.ts'
import type { SampleStore } from '../sample-store.ts'
import type { Stores } from '../stores.ts'
import type { UsageStore } from '../usage-store.ts'
import { isDamage } from './error-code.ts'

/** What calls the stores as they are now, and again should those turn out to be damaged. */
type Use = <T>(work: (stores: Stores) => Promise<T>) => Promise<T>

/**
 * Stores that begin anew when a page that makes no sense is met while they are in use. `reopen` checks the whole file, and
 * sets it aside if it is damaged; where it finds nothing wrong, no second try is made.
 */
export function healingStores(first: Stores, reopen: () => Promise<Stores>): Stores {
  let current = first
  let isOpen = true
  let isClosed = false
  let isHopeless = false
  let renewal: Promise<void> | null = null

  const renew = async (): Promise<void> => {
    const { damage } = current
    if (isOpen) await current.close()
    isOpen = false
    current = await reopen()
    isOpen = true
    isHopeless = current.damage === undefined
    if (isHopeless && damage !== undefined) current = { ...current, damage }
  }
  const renewOnce = () =>
    (renewal ??= renew().finally(() => {
      renewal = null
    }))
  const use: Use = async (work) => {
    if (!isOpen && !isClosed) await renewOnce()
    const used = current
    try {
      return await work(used)
    } catch (error) {
      if (!isDamage(error) || isClosed || isHopeless) throw error
      if (used === current) await renewOnce()
      return work(current)
    }
  }
  const close = async () => {
    isClosed = true
    await renewal?.catch(() => undefined)
    if (isOpen) await current.close()
  }
  return {
    samples: samplesBy(use),
    decisions: decisionsBy(use),
    intents: intentsBy(use),
    usage: usageBy(use),
    networks: networksBy(use),
    outbox: first.outbox === null ? null : outboxBy(use),
    maintain: (nowMs) => use((stores) => stores.maintain(nowMs)),
    bytes: () => (isOpen ? (current.bytes?.() ?? 0) : 0),
    get damage() {
      return current.damage
    },
    get damagedFiles() {
      return current.damagedFiles ?? 0
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

function samplesBy(use: Use): SampleStore {
  return {
    append: (...asked) => use(({ samples }) => samples.append(...asked)),
    latest: () => use(({ samples }) => samples.latest()),
    recent: (...asked) => use(({ samples }) => samples.recent(...asked)),
    recentAll: (sinceMs) => use(({ samples }) => samples.recentAll(sinceMs)),
    recentAttachments: (sinceMs) => use(({ samples }) => samples.recentAttachments(sinceMs)),
    peakRates: (...asked) => use(({ samples }) => samples.peakRates(...asked)),
    history: (query) => use(({ samples }) => samples.history(query)),
  }
}

function decisionsBy(use: Use): DecisionStore {
  return {
    insert: (decision) => use(({ decisions }) => decisions.insert(decision)),
    find: (id) => use(({ decisions }) => decisions.find(id)),
    findForPod: (...asked) => use(({ decisions }) => decisions.findForPod(...asked)),
    standing: () => use(({ decisions }) => decisions.standing()),
    page: (query) => use(({ decisions }) => decisions.page(query)),
    settle: (...asked) => use(({ decisions }) => decisions.settle(...asked)),
  }
}

function intentsBy(use: Use): IntentStore {
  return {
    list: (...asked) => use(({ intents }) => intents.list(...asked)),
    find: (ref) => use(({ intents }) => intents.find(ref)),
    write: (change) => use(({ intents }) => intents.write(change)),
    note: (change) => use(({ intents }) => intents.note(change)),
    history: (query) => use(({ intents }) => intents.history(query)),
  }
}

function usageBy(use: Use): UsageStore {
  return {
    owners: () => use(({ usage }) => usage.owners()),
    saveOwners: (owners) => use(({ usage }) => usage.saveOwners(owners)),
    volumes: (month) => use(({ usage }) => usage.volumes(month)),
    addVolumes: (...asked) => use(({ usage }) => usage.addVolumes(...asked)),
    forget: (...asked) => use(({ usage }) => usage.forget(...asked)),
  }
}

function networksBy(use: Use): NetworkStore {
  return {
    save: (told) => use(({ networks }) => networks.save(told)),
    all: () => use(({ networks }) => networks.all()),
  }
}

function outboxBy(use: Use): Outbox {
  const of = <T>(work: (outbox: Outbox) => Promise<T>) =>
    use(({ outbox }) => {
      if (outbox === null) throw new Error('Cannot ship from stores that were opened without an outbox')
      return work(outbox)
    })
  return {
    next: (limit) => of((outbox) => outbox.next(limit)),
    shipped: (upToSeq) => of((outbox) => outbox.shipped(upToSeq)),
    standing: () => of((outbox) => outbox.standing()),
  }
}
