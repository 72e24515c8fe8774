import { hostname } from 'node:os'
import { Type, type Static } from 'typebox'

/** The controller's settings, all from the environment. */
export const ControllerConfig = Type.Object({
  /** Where health and metrics are served: host:port or unix:/path. */
  GENIE_METRICS: Type.String({ default: '0.0.0.0:8482' }),
  /** The port at which agents show their metrics, on an address of their node. */
  GENIE_AGENT_PORT: Type.Integer({ default: 8481, minimum: 1, maximum: 65_535 }),
  /** How often each agent is asked, in seconds. */
  GENIE_SCRAPE_SECONDS: Type.Number({ default: 15, minimum: 0.1, maximum: 3_600 }),
  GENIE_LOG_LEVEL: Type.Union(
    ['trace', 'debug', 'info', 'warn', 'error', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info' },
  ),
  /** Where the API server is, and who we are to it; without it our pod's service account says so. */
  KUBECONFIG: Type.Optional(Type.String()),
  /** Set in every pod of a cluster. */
  KUBERNETES_SERVICE_HOST: Type.Optional(Type.String()),
  /** The namespace of agents and controller; the Lease is in it. */
  POD_NAMESPACE: Type.String({ default: 'cni-genie' }),
  /** What this replica calls itself in the Lease. */
  POD_NAME: Type.String({ default: hostname() }),
})
export type ControllerConfig = Static<typeof ControllerConfig>
