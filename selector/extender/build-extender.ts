import type { Registry } from 'prom-client'
import type { ListWatcher } from '../../kube/kube-client.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { SeenNode } from '../../domain/seen-node.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import type { Policies } from '../standing/policies.ts'
import type { StandingPrices } from '../standing/standing-prices.ts'
import { BoundPods } from './bound-pods.ts'
import { Extender } from './extender.ts'
import { createExtenderMetrics, type ExtenderMetrics } from './extender-metrics.ts'
import { buildExtenderServer, renewCertificates } from './extender-server.ts'
import { ExtenderTls, type TlsFiles } from './extender-tls.ts'
import { NodeModels } from './node-models.ts'
import type { PodAsk } from './pod-ask.ts'

/** What the scheduler's listener is built from. */
export interface ExtenderServiceParts {
  readonly cluster: ClusterStore
  readonly policies: Policies
  readonly prices: StandingPrices
  /** By which pods are followed; null without the API. */
  readonly client: ListWatcher | null
  /** Null for plain HTTP. */
  readonly tls: TlsFiles | null
  readonly register: Registry
  readonly clock: Clock
  readonly logger: Logger
}

/** The listener for kube-scheduler, with what it answers from. */
export interface ExtenderService {
  readonly server: HttpServer
  /** Null without the API. */
  readonly boundPods: BoundPods | null
  /** Takes in what the nodes have told since the last time. Never throws. */
  refresh(nodes: readonly SeenNode[]): Promise<void>
}

/** Wires models, pods and listener; starts nothing. @throws {Error} if the certificate cannot be read */
export function buildExtender(parts: ExtenderServiceParts): ExtenderService {
  const { cluster, policies, prices, client, register, clock, logger } = parts
  const settings = (network: string) => policies.settings(network)
  const models = new NodeModels({ cluster, settings, prices, clock })
  const profileOf = (ask: PodAsk) =>
    policies.isObserved(ask.namespace) ? undefined : policies.profileOf(ask)
  const boundPods = client && new BoundPods({ client, models, profileOf, clock, logger })
  const metrics: ExtenderMetrics = createExtenderMetrics(register, {
    nodes: () => models.size,
    oldestMs: () => models.oldestMs,
    boundPods: () => boundPods?.size ?? null,
  })
  const extender = new Extender({ models, profileOf, clock, onJudged: metrics.judged })
  const tls = parts.tls && new ExtenderTls(parts.tls, logger)
  const server = buildExtenderServer({ extender, metrics, tls, clock, logger })
  return {
    server,
    boundPods,
    refresh: async (nodes) => {
      renewCertificates(server, tls)
      try {
        await models.refresh(nodes)
      } catch (error) {
        logger.warn(`Cannot tell the scheduler more than is known already: ${messageOf(error)}`)
      }
    },
  }
}
