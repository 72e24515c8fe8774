import { Type, type Static } from 'typebox'
import { supportedVersions } from '../cni/versions.ts'

/** What the last act of `uninstall` empties: never a directory that others may use. */
const ownDirectory = '^/.*genie[^/]*$'

/** A file name that the conf dir may get, without its end. */
export const confNamePattern = '^[0-9A-Za-z][0-9A-Za-z._-]*$'

/** The installer's settings, all from the environment; those of one name with the agent's mean the same. */
export const InstallerConfig = Type.Object({
  /** The plugin's executable that is put on the node. */
  GENIE_SOURCE: Type.String({ default: new URL('../dist/genie', import.meta.url).pathname }),
  /** Where the runtime looks for plugins. */
  GENIE_BIN_DIR: Type.String({ default: '/opt/cni/bin', pattern: '^/' }),
  /** The runtime's CNI conf dir. */
  GENIE_CONF_DIR: Type.String({ default: '/etc/cni/net.d', pattern: '^/' }),
  /** The plugin's state: the journal is in it. Nothing but ours is in it, as its name has to say. */
  GENIE_STATE_DIR: Type.String({ default: '/var/lib/cni/genie', pattern: ownDirectory }),
  /** Where the agent's database is; goes with the last of the state. */
  GENIE_DATA_DIR: Type.String({ default: '/var/lib/genie', pattern: ownDirectory }),
  /** Where the plugin asks the agent. */
  GENIE_SOCKET: Type.String({ default: '/run/genie/agent.sock', pattern: '^/' }),
  /** The conf file's name without its end; the runtime takes the first by name. */
  GENIE_CONF_NAME: Type.String({ default: '00-genie', pattern: confNamePattern }),
  /** Of our conf: 1.1.0 only where the runtime is known to take it. */
  GENIE_CNI_VERSION: Type.Union(
    supportedVersions.map((version) => Type.Literal(version)),
    { default: '1.0.0' },
  ),
  /** What a pod without annotation gets: `weave,flannel@net7`. */
  GENIE_DEFAULT_PLUGIN: Type.Optional(Type.String()),
  /** Plugins that run behind ours, as a JSON list; with any, our conf is a conflist. */
  GENIE_CHAINED: Type.Optional(Type.String()),
  /** `true`: pods may use NetworkAttachmentDefinitions of their own namespace only. */
  GENIE_NAMESPACE_ISOLATION: Type.Optional(Type.Boolean()),
  /** And of these: a text with commas. */
  GENIE_GLOBAL_NAMESPACES: Type.Optional(Type.String()),
  /** The longest that one delegate may take. */
  GENIE_DELEGATE_TIMEOUT_MS: Type.Optional(Type.Integer({ minimum: 1, maximum: 60_000 })),
  /** `uninstall`: how long an ADD that is under way may take to write its record. */
  GENIE_SETTLE_MS: Type.Integer({ default: 5_000, minimum: 0, maximum: 60_000 }),
  /** `uninstall`: `true` takes binary and state away though pods still need them for their DEL. */
  GENIE_FORCE: Type.Boolean({ default: false }),
  /** A file that gets the report too, such as a container's termination log. */
  GENIE_REPORT: Type.Optional(Type.String({ pattern: '^/' })),
})
export type InstallerConfig = Static<typeof InstallerConfig>
