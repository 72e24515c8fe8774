import type { NetworkStatus } from '../domain/resources/network-resource.ts'
import type { SelectionProfileStatus } from '../domain/resources/selection-profile.ts'
import { realDelay } from '../kube/delay.ts'
import { kinds } from '../kube/kinds.ts'
import type { KubeClient, Scope } from '../kube/kube-client.ts'
import type { KubeKind, KubeObject, ObjectRef } from '../kube/kube-object.ts'
import { Reflector } from '../kube/reflector/reflector.ts'
import { sureCapabilities } from '../questionnaire/catalogue/known-capabilities.ts'
import type { Clock } from '../service-kit/clock.ts'
import type { Logger } from '../service-kit/logger.ts'
import type { ControllerConfig } from './config.ts'
import type { ControllerMetrics } from './metrics.ts'
import { NadLookup } from './networks/nad-lookup.ts'
import { NetworkController } from './networks/network-controller.ts'
import { networkObject, type NetworkObject } from './networks/network-object.ts'
import { ProfileController } from './profiles/profile-controller.ts'
import { profileObject, type ProfileObject } from './profiles/profile-object.ts'
import { repeating } from './repeating.ts'
import { AgentScraper } from './scrape/agent-scraper.ts'
import { fetchAgentFigures } from './scrape/fetch-agent-figures.ts'
import { knownNetworks } from './scrape/known-networks.ts'
import { scrapeTarget } from './scrape/scrape-target.ts'
import { StatusWriter, type StatusOwner } from './status/status-writer.ts'
import type { Condition } from '../domain/resources/condition.ts'

/** Tells of a fault of an object by an Event. Never throws. */
export type Announce = (kind: KubeKind, about: ObjectRef & { readonly uid: string }, fault: Condition) => void

/** What the work needs; all of it is opened and closed by the caller. */
export interface LeaderWorkParts {
  readonly config: ControllerConfig
  readonly client: KubeClient
  readonly metrics: Pick<ControllerMetrics, 'scrapes' | 'scrapeSeconds' | 'patches'>
  readonly announce: Announce
  /** Aborts with the term: what is under way is given up. */
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly logger: Logger
}

/** One term of a leader: it begins with nothing known, and when it is over nothing is done any more. */
export interface LeaderWork extends AsyncDisposable {
  start(): void
  /** Each thing that it depends on, with what is wrong with it; null where nothing is. */
  checks(): Readonly<Record<string, string | null>>
  /** How many agents count now, and how many there are that do not. */
  agents(): { readonly heard: number; readonly silent: number }
}

/** The label selector of the agents' pods. */
export const agentSelector = 'app.kubernetes.io/name=cni-genie,app.kubernetes.io/component=agent'

const fetchLimits = { timeoutMs: 5_000, maxBytes: 4 * 1_048_576 }
const concurrency = 16
/** Eight periods: an agent that starts anew is not missed. */
const holdPeriods = 8
/** Agents are looked at so many times in a period. */
const ticksInPeriod = 20
const passPauseMs = 1_000

/** Wires the work of a leader; starts nothing. */
export function createLeaderWork(parts: LeaderWorkParts): LeaderWork {
  const { config, clock } = parts
  const reflectors = {
    agents: reflect(parts, kinds.pod, scrapeTarget, {
      namespace: config.POD_NAMESPACE,
      labelSelector: agentSelector,
    }),
    networks: reflect(parts, kinds.network, networkObject),
    profiles: reflect(parts, kinds.selectionProfile, profileObject),
  }
  const scraper = createScraper(parts, () => reflectors.agents.all())
  const isKnown = () => Object.values(reflectors).every(({ state }) => state.isSynced) && scraper.isComplete
  const networkController = new NetworkController({
    networks: () => reflectors.networks.all(),
    agents: () => scraper.all(),
    findNad: createNadFinder(parts),
    writer: writer<NetworkStatus, NetworkObject>(parts, kinds.network),
    clock,
  })
  const profileController = new ProfileController({
    profiles: () => reflectors.profiles.all(),
    networks: () => knownNetworks(scraper.all()),
    capabilities: () =>
      new Set([
        ...sureCapabilities,
        ...reflectors.networks.all().flatMap(({ spec }) => spec.capabilities ?? []),
      ]),
    writer: writer<SelectionProfileStatus, ProfileObject>(parts, kinds.selectionProfile),
    clock,
  })
  const scraping = repeating(
    () => {
      if (reflectors.agents.state.isSynced) scraper.tick()
    },
    (config.GENIE_SCRAPE_SECONDS * 1_000) / ticksInPeriod,
  )
  const passes = repeating(async () => {
    if (!isKnown()) return
    await networkController.reconcile()
    await profileController.reconcile()
  }, passPauseMs)
  return {
    start() {
      for (const reflector of Object.values(reflectors)) reflector.start()
      scraping.start()
      passes.start()
    },
    checks: () =>
      Object.fromEntries(
        Object.entries(reflectors).map(([name, { state }]) => [
          name,
          state.fault ?? (state.isSynced ? null : 'not listed yet'),
        ]),
      ),
    agents: () => {
      const all = scraper.all()
      const heard = all.filter(({ figures }) => figures !== null).length
      return { heard, silent: all.length - heard }
    },
    async [Symbol.asyncDispose]() {
      await passes.stop()
      await scraping.stop()
      for (const reflector of Object.values(reflectors)) await reflector.stop()
    },
  }
}

function reflect<T>(
  { client, clock, logger }: LeaderWorkParts,
  kind: KubeKind,
  keep: (object: KubeObject) => T | null,
  scope: Scope = {},
): Reflector<T> {
  return new Reflector<T>({
    ...{ client, kind, scope, clock, logger },
    keep: (object) => keep(object) ?? undefined,
    delay: realDelay,
    random: Math.random,
  })
}

function createScraper(
  { config, metrics, clock, logger }: LeaderWorkParts,
  targets: ConstructorParameters<typeof AgentScraper>[0]['targets'],
): AgentScraper {
  const periodMs = config.GENIE_SCRAPE_SECONDS * 1_000
  return new AgentScraper({
    targets,
    fetch: ({ host }) => fetchAgentFigures({ host, port: config.GENIE_AGENT_PORT, ...fetchLimits }),
    periodMs,
    holdMs: holdPeriods * periodMs,
    concurrency,
    clock,
    logger,
    onScrape: (outcome, durationMs) => {
      metrics.scrapes.inc({ outcome })
      metrics.scrapeSeconds.observe(durationMs / 1_000)
    },
  })
}

function createNadFinder({ client, clock, logger }: LeaderWorkParts) {
  const lookup = new NadLookup(client, clock, logger)
  return (namespace: string, name: string) => lookup.find(namespace, name)
}

function writer<S extends { conditions?: Condition[] }, O extends StatusOwner<S>>(
  { client, metrics, announce, signal, clock, logger }: LeaderWorkParts,
  kind: KubeKind,
): StatusWriter<S, O> {
  return new StatusWriter<S, O>({
    ...{ client, kind, clock, logger, signal },
    tellFault: (owner, fault) => announce(kind, owner, fault),
    onWrite: (outcome) => metrics.patches.inc({ kind: kind.kind, outcome }),
  })
}
