import { EventRecorder } from '../kube/events/event-recorder.ts'
import type { Delay } from '../kube/delay.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { LeaderElection, type ElectionFigures } from '../kube/leader/leader-election.ts'
import packageJson from '../package.json' with { type: 'json' }
import { buildHealthServer } from '../service-kit/build-health-server.ts'
import type { Clock } from '../service-kit/clock.ts'
import type { HealthCheck } from '../service-kit/health-check.ts'
import type { HttpServer } from '../service-kit/http-server.ts'
import type { Logger } from '../service-kit/logger.ts'
import type { ControllerConfig } from './config.ts'
import { createLeaderWork } from './leader-work.ts'
import { Leadership } from './leadership.ts'
import { createMetrics } from './metrics.ts'
import { faultNote } from './status/fault-note.ts'

/** What a controller is made of; all of it is opened and closed by the caller. */
export interface ControllerParts {
  readonly config: ControllerConfig
  readonly client: KubeClient
  readonly clock: Clock
  readonly delay: Delay
  readonly logger: Logger
  /** Of the election; client-go's own if left out. */
  readonly figures?: ElectionFigures
}

/** A replica of the controller, wired and not yet started. */
export interface Controller extends AsyncDisposable {
  /** Health and metrics. */
  readonly server: HttpServer
  readonly isLeader: () => boolean
  /** Stands for election, and works whenever it leads, until the signal aborts. */
  run(signal: AbortSignal): Promise<void>
}

/** Wires election, the work of a leader, health and metrics; starts nothing. */
export function buildController(parts: ControllerParts): Controller {
  const { config, client, clock, delay, logger, figures } = parts
  const metrics = createMetrics(packageJson.version, {
    isLeader: () => leadership.work !== null,
    agents: () => leadership.work?.agents() ?? { heard: 0, silent: 0 },
  })
  const shared = { client, clock, delay, logger, random: Math.random }
  const source = { program: 'genie-controller', instance: config.POD_NAME }
  const events = new EventRecorder({ ...shared, source })
  const leadership = new Leadership((signal) =>
    createLeaderWork({
      ...{ config, client, metrics, clock, logger, signal },
      announce: (kind, owner, fault) => void events.record(faultNote(kind, owner, fault)),
    }),
  )
  const election = new LeaderElection({
    ...shared,
    ref: { namespace: config.POD_NAMESPACE, name: 'genie-controller' },
    identity: `${config.POD_NAME}_${crypto.randomUUID()}`,
    onStarted: (signal) => leadership.lead(signal),
    ...(figures && { figures }),
  })
  const server = buildHealthServer({
    ...{ logger, hosts: [], metrics: metrics.render },
    checks: () => checksOf(leadership),
  })
  return {
    server,
    isLeader: () => election.isLeader,
    run: (signal) => election.run(signal),
    [Symbol.asyncDispose]: () => events[Symbol.asyncDispose](),
  }
}

/** Nobody calls a controller: an API that is away makes it no less ready. A replica that waits depends on nothing. */
function checksOf({ work }: Leadership): readonly HealthCheck[] {
  return Object.entries(work?.checks() ?? {}).map(([name, fault]) => ({ name, fault, isFatal: false }))
}
