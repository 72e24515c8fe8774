import { Type, type TObject, type TSchema } from 'typebox'
import { AgentConfig } from '../../agent/config.ts'
import { ControllerConfig } from '../../controllers/config.ts'
import { SelectorConfig } from '../../selector/config.ts'

/** What the chart itself sets, by its own values. */
const setByChart = [
  'GENIE_ACCESS',
  'GENIE_ADDRESS_OBJECTS',
  'GENIE_ADDRESSES_DIR',
  'GENIE_AUDIT',
  'GENIE_BIN_DIR',
  'GENIE_CLUSTER',
  'GENIE_CONF_DIR',
  'GENIE_DB',
  'GENIE_EXTENDER',
  'GENIE_EXTENDER_CERT',
  'GENIE_EXTENDER_CLIENT_CA',
  'GENIE_EXTENDER_KEY',
  'GENIE_HOSTS',
  'GENIE_HTTP',
  'GENIE_METRICS',
  'GENIE_MODE',
  'GENIE_NAD_DIR',
  'GENIE_NETWORKS',
  'GENIE_PEER_DIR',
  'GENIE_POD_DIR',
  'KUBECONFIG',
  'GENIE_PLUGIN',
  'GENIE_PROBER',
  'GENIE_PROBES',
  'GENIE_PROBE_PREFIX',
  'GENIE_PROBE_PROGRAM',
  'GENIE_POD_RESOURCES',
  'GENIE_SOCKET',
  'GENIE_SERVICE_ACCOUNT',
  'GENIE_STATE_DIR',
  'GENIE_TOKENS',
  'GENIE_WEB_DIR',
  'HOST_IP',
  'KUBERNETES_SERVICE_HOST',
  'NODE_NAME',
  'PATH',
  'POD_NAME',
  'POD_NAMESPACE',
  'GENIE_AGENT_PORT',
]

/** Settings of the agent that an administrator may give, each as text or number; those left out keep their default. */
export const agentEnvironment = environment(AgentConfig, 'Settings of the agent (agent/README.md).')

/** The same of the controller. */
export const controllerEnvironment = environment(
  ControllerConfig,
  'Settings of the controller (controllers/README.md).',
)

/** The same of the standing selector. */
export const selectorEnvironment = environment(
  SelectorConfig,
  'Settings of the standing selector (docs/settings.md).',
)

function environment(config: TObject, description: string): TSchema {
  const settings = Object.entries(config.properties).filter(([name]) => !setByChart.includes(name))
  const properties = Object.fromEntries(
    settings.map(([name, schema]) => [name, Type.Optional(withoutDefault(schema))]),
  )
  return Type.Object(properties, { additionalProperties: false, description, default: {} })
}

/** Defaults are the program's own, so that an upgrade may change them. */
function withoutDefault(schema: TSchema): TSchema {
  const { default: _default, ...rest } = schema as TSchema & { default?: unknown }
  return rest
}
