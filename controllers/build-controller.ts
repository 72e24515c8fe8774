import type { KubeClient } from '../kube/kube-client.ts'
import packageJson from '../package.json' with { type: 'json' }
import { buildHealthServer } from '../service-kit/build-health-server.ts'
import type { Clock } from '../service-kit/clock.ts'
import type { HealthCheck } from '../service-kit/health-check.ts'
import type { HttpServer } from '../service-kit/http-server.ts'
import type { Logger } from '../service-kit/logger.ts'
import type { ControllerConfig } from './config.ts'
import { createLeaderWork, type Announce } from './leader-work.ts'
import { createMetrics } from './metrics.ts'
import { Terms } from './terms.ts'

/** What a controller is made of; all of it is opened and closed by the caller. */
export interface ControllerParts {
  readonly config: ControllerConfig
  readonly client: KubeClient
  readonly announce: Announce
  /** What is wrong with the election of a leader, or null. */
  readonly electionFault: () => string | null
  readonly clock: Clock
  readonly logger: Logger
}

/** A replica of the controller, wired and not yet started. */
export interface Controller {
  /** Health and metrics. */
  readonly server: HttpServer
  /** Its work, for whenever it is the leader. */
  readonly terms: Terms
}

/** Wires health, metrics and the work of a leader; starts nothing. */
export function buildController(parts: ControllerParts): Controller {
  const { config, client, announce, electionFault, clock, logger } = parts
  const metrics = createMetrics(packageJson.version, {
    isLeader: () => terms.current !== null,
    agents: () => terms.current?.agents() ?? { heard: 0, silent: 0 },
  })
  const terms = new Terms(() => createLeaderWork({ config, client, metrics, announce, clock, logger }))
  const server = buildHealthServer({
    logger,
    hosts: [],
    checks: () => [check('election', electionFault()), ...checksOf(terms)],
    metrics: metrics.render,
  })
  return { server, terms }
}

/** A replica that waits depends on nothing of this. */
function checksOf({ current }: Terms): readonly HealthCheck[] {
  return Object.entries(current?.checks() ?? {}).map(([name, fault]) => check(name, fault))
}

/** Nobody calls a controller, so that readiness only tells: an API that is away makes it no less ready. */
function check(name: string, fault: string | null): HealthCheck {
  return { name, fault, isFatal: false }
}
