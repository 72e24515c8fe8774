import { hostname } from 'node:os'
import { Type, type Static } from 'typebox'
import { grants } from '../collector/addresses/object-reader.ts'
import { AccessSettings } from '../service-kit/access/access-settings.ts'

const trafficSourceName = '(kubelet-summary|kubelet-cadvisor|cadvisor|prometheus|sysfs)'

const grant = `(${grants.join('|')})`
const addressObjectsPattern = `^(all|none|${grant}(,${grant})*)$`

/** The agent's settings, all from the environment. */
export const AgentConfig = Type.Object({
  /** Where the plugin asks. */
  GENIE_SOCKET: Type.String({ default: '/run/genie/agent.sock' }),
  /** The runtime's CNI conf dir: the networks of this node. */
  GENIE_CONF_DIR: Type.String({ default: '/etc/cni/net.d' }),
  /** Where delegates are, as in PATH; if given, a network whose plugin is in none of these is never picked. */
  GENIE_BIN_DIR: Type.Optional(Type.String()),
  /** The plugin's state: the journal is in it. */
  GENIE_STATE_DIR: Type.String({ default: '/var/lib/cni/genie' }),
  /** The file of samples and decisions, or a URL of PostgreSQL to keep them there. */
  GENIE_DB: Type.String({ default: '/var/lib/genie/genie.db' }),
  /** The file is kept below this many bytes, even if history goes before its time. */
  GENIE_DB_MAX_BYTES: Type.Integer({ default: 268_435_456, minimum: 1_048_576 }),
  /** The PostgreSQL of the whole cluster, as a URL: rows and decisions are shipped to it besides. */
  GENIE_CLUSTER_DB: Type.Optional(Type.String()),
  /** Seconds between two batches at most; a node takes as long to be seen there. */
  GENIE_SHIP_SECONDS: Type.Number({ default: 30, minimum: 0.1, maximum: 3_600 }),
  /** Where page and API are served: host:port or unix:/path. */
  GENIE_HTTP: Type.String({ default: '127.0.0.1:8480' }),
  ...AccessSettings.properties,
  /** Where metrics and health are served besides, for others than this machine: host:port or unix:/path. */
  GENIE_METRICS: Type.Optional(Type.String()),
  /** The built page. */
  GENIE_WEB_DIR: Type.String({ default: new URL('../dist/web', import.meta.url).pathname }),
  /** Pod manifests (YAML) to take annotations from where the runtime gives none. */
  GENIE_POD_DIR: Type.Optional(Type.String()),
  /** Manifests (YAML) of NetworkAttachmentDefinitions and logical networks, on a machine without an API server. */
  GENIE_NAD_DIR: Type.Optional(Type.String()),
  /** Where the kubelet says which devices a pod was given. */
  GENIE_POD_RESOURCES: Type.String({ default: '/var/lib/kubelet/pod-resources/kubelet.sock' }),
  /** `observe`: pods get what the node gave before, and it is noted what they would get; a namespace may say otherwise. */
  GENIE_MODE: Type.Union([Type.Literal('attach'), Type.Literal('observe')], { default: 'attach' }),
  /** The operator's settings of networks (YAML): capacity, uplink, how many pods. */
  GENIE_NETWORKS: Type.Optional(Type.String()),
  /** The price book in a file (YAML), where nobody keeps it in a cluster or by the API. See `docs/prices.md`. */
  GENIE_PRICES: Type.Optional(Type.String()),
  /** Who counts traffic, best first: `auto`, or some of `kubelet-summary,kubelet-cadvisor,cadvisor,prometheus,sysfs`. */
  GENIE_TRAFFIC: Type.String({
    default: 'auto',
    pattern: `^(auto|${trafficSourceName}(,${trafficSourceName})*)$`,
  }),
  /** This node's kubelet, by its URL; `none` for not asking. In a pod port 10250 of the node's address if left out. */
  GENIE_KUBELET: Type.Optional(Type.String({ pattern: '^(https?://.+|none)$' })),
  /** A file with the certificates of the CA that has signed its certificate; the service account's if left out. */
  GENIE_KUBELET_CA: Type.Optional(Type.String()),
  /** `true`: its certificate is not looked at, so anybody on the node's network may take its place. */
  GENIE_KUBELET_INSECURE: Type.Boolean({ default: false }),
  /** A cAdvisor of its own, as CNI-Genie's `cAdvisor_address`. */
  GENIE_CADVISOR: Type.Optional(Type.String()),
  /** Where our pod finds `token` and `ca.crt` of its service account. */
  GENIE_SERVICE_ACCOUNT: Type.String({ default: '/var/run/secrets/kubernetes.io/serviceaccount' }),
  /** The address of this node, set in every pod of the chart. */
  HOST_IP: Type.Optional(Type.String()),
  /** Where host-local notes the addresses it has given out, unless a network's conf says otherwise. */
  GENIE_ADDRESSES_DIR: Type.String({ default: '/var/lib/cni/networks' }),
  /** Whose objects of the API may be followed to count addresses: `all`, `none`, or some of the chart's `addresses`. */
  GENIE_ADDRESS_OBJECTS: Type.String({ default: 'all', pattern: addressObjectsPattern }),
  /** Weave's router on this node, which counts its addresses; `none` for not asking. So for the three below. */
  GENIE_WEAVE: Type.String({ default: 'http://127.0.0.1:6784' }),
  /** The metrics of AWS VPC CNI's ipamd on this node. */
  GENIE_AWS_IPAM: Type.String({ default: 'http://127.0.0.1:61678' }),
  /** The metrics of Cilium's agent on this node, where they are switched on. */
  GENIE_CILIUM_METRICS: Type.Optional(Type.String()),
  /** The metrics of Calico's kube-controllers, or of one that sums them up; then nobody follows Calico's blocks. */
  GENIE_CALICO_METRICS: Type.Optional(Type.String()),
  /** The metrics of Kube-OVN's pinger on this node; without them its probes are asked of Prometheus. */
  GENIE_KUBE_OVN_METRICS: Type.Optional(Type.String()),
  /** A Prometheus, or what speaks as one does, by its URL. */
  GENIE_PROMETHEUS: Type.Optional(Type.String({ pattern: '^https?://' })),
  /** A file with the bearer token that it wants. */
  GENIE_PROMETHEUS_TOKEN: Type.Optional(Type.String()),
  /** A file with the certificates of its CA; the system's if left out. */
  GENIE_PROMETHEUS_CA: Type.Optional(Type.String()),
  /** Which series of node_exporter are this node's, as a label matcher; without it traffic is not asked of Prometheus. */
  GENIE_PROMETHEUS_NODE: Type.Optional(Type.String({ pattern: '^[a-zA-Z_][a-zA-Z0-9_]*=~?"[^"\\\\]*"$' })),
  /** Whether `/metrics` names pods and their networks, which joins with other metrics need. */
  GENIE_POD_METRICS: Type.Union([Type.Literal('on'), Type.Literal('off')], { default: 'on' }),
  /** When the collector measures: a cron expression whose first field is seconds. */
  GENIE_POLL: Type.String({ default: '*/10 * * * * *' }),
  /** When attachments without a namespace are looked for: a cron expression whose first field is seconds. */
  GENIE_SWEEP: Type.String({ default: '30 * * * * *' }),
  /** The plugin's executable, by which they are undone; `none` for not at all. See `sweep/sweeping-plugin.ts`. */
  GENIE_PLUGIN: Type.Optional(Type.String()),
  GENIE_LOG_LEVEL: Type.Union(
    ['trace', 'debug', 'info', 'warn', 'error', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info' },
  ),
  /** `on`: this node probes its peers by an attachment of its own on each network. See `docs/probes.md`. */
  GENIE_PROBES: Type.Union([Type.Literal('off'), Type.Literal('on')], { default: 'off' }),
  /** A directory that all nodes see, by which they know each other without a cluster. */
  GENIE_PEER_DIR: Type.Optional(Type.String()),
  /** `unix:/path` of a prober beside an agent that may not make attachments itself. */
  GENIE_PROBER: Type.Optional(Type.String()),
  /** The executable that probes and answers; without it `dist/genie-probe` of this checkout. */
  GENIE_PROBE_PROGRAM: Type.Optional(Type.String()),
  /** How network namespaces of probes are called: so, and by 15 digits. */
  GENIE_PROBE_PREFIX: Type.String({ default: 'genie-probe-', pattern: '^[A-Za-z0-9][A-Za-z0-9.-]{0,100}$' }),
  /** `on`: a bounded burst of UDP over each network once an hour. */
  GENIE_AUDIT: Type.Union([Type.Literal('off'), Type.Literal('on')], { default: 'off' }),
  /** Where delegates that the plugin runs for us find tools of the system. */
  PATH: Type.String({ default: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }),
  /** Where the API server is, and who we are to it; without it our pod's service account says so. */
  KUBECONFIG: Type.Optional(Type.String()),
  /** Set in every pod of a cluster. */
  KUBERNETES_SERVICE_HOST: Type.Optional(Type.String()),
  /** The namespace of our own pod: its default SelectionProfile is the cluster's. */
  POD_NAMESPACE: Type.String({ default: 'cni-genie' }),
  /** The name of our own pod, by which other nodes learn of our probes. */
  POD_NAME: Type.Optional(Type.String()),
  /** What the API calls this node. */
  NODE_NAME: Type.String({ default: hostname() }),
})
export type AgentConfig = Static<typeof AgentConfig>
