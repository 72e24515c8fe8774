import { hostname } from 'node:os'
import { Type, type Static } from 'typebox'

/** The settings of a prober that runs beside an agent in a container, all from the environment. */
export const ProberConfig = Type.Object({
  /** `off`: it undoes what it has made before, and probes nothing. */
  GENIE_PROBES: Type.Union([Type.Literal('off'), Type.Literal('on')], { default: 'on' }),
  /** Where the agent asks; mode 0600. */
  GENIE_PROBER: Type.String({ default: 'unix:/run/genie/prober.sock' }),
  /** The plugin's executable. */
  GENIE_PLUGIN: Type.String({ default: '/opt/cni/bin/genie' }),
  /** Where the host's files are in a container: plugin and delegates run with them as their root. */
  GENIE_HOST_ROOT: Type.Optional(Type.String({ pattern: '^/[^\\s]+$' })),
  /** Where delegates are, as in PATH. */
  GENIE_BIN_DIR: Type.String({ default: '/opt/cni/bin' }),
  /** Where the plugin asks the agent. */
  GENIE_SOCKET: Type.String({ default: '/run/genie/agent.sock' }),
  /** The runtime's CNI conf dir. */
  GENIE_CONF_DIR: Type.String({ default: '/etc/cni/net.d' }),
  /** The plugin's state: the journal is in it. */
  GENIE_STATE_DIR: Type.String({ default: '/var/lib/cni/genie' }),
  /** How its network namespaces are called: so, and by 15 digits. */
  GENIE_PROBE_PREFIX: Type.String({ default: 'genie-probe-', pattern: '^[A-Za-z0-9][A-Za-z0-9.-]{0,100}$' }),
  /** Where `ip` is, and what delegates need. */
  PATH: Type.String({ default: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }),
  GENIE_LOG_LEVEL: Type.Union(
    ['trace', 'debug', 'info', 'warn', 'error', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info' },
  ),
  /** What the API calls this node. */
  NODE_NAME: Type.String({ default: hostname() }),
})
export type ProberConfig = Static<typeof ProberConfig>
