import { Type, type Static } from 'typebox'
import { confNamePattern, InstallerConfig } from '../../installer/config.ts'
import { addressValues } from './address-values.ts'
import { agentEnvironment, controllerEnvironment } from './environment.ts'
import { monitoringValues } from './monitoring-values.ts'
import { selectorValues } from './selector-values.ts'
import { closed, count, flag, listAsInPod, podValues, resources, text, texts } from './workload-values.ts'

const mode = Type.Union([Type.Literal('observe'), Type.Literal('attach')], {
  default: 'observe',
  description:
    'observe: pods are attached as before, and what would have been picked is recorded. attach: `cni: ""` gets the pick. The label cni-genie.io/mode of a namespace goes before it.',
})

const path = (value: string, description: string) => text(value, description, { pattern: '^/[^\\s]+$' })

const image = closed(
  {
    repository: text('ghcr.io/cni-genie/cni-genie', 'Where the image is.', { minLength: 1 }),
    tag: text('', "Its tag; the chart's appVersion if empty."),
    digest: text('', 'sha256:...; goes before the tag.', { pattern: '^(sha256:[0-9a-f]{64})?$' }),
    pullPolicy: Type.Union(
      ['IfNotPresent', 'Always', 'Never'].map((policy) => Type.Literal(policy)),
      { default: 'IfNotPresent', description: 'As in a container.' },
    ),
  },
  'The image of all parts.',
)

const crds = closed(
  {
    enabled: flag(true, 'Installs and upgrades definitions with the chart.'),
    own: flag(true, 'Network and SelectionProfile.'),
    logicalNetworks: flag(true, 'Logicalnetwork and Physicalnetwork of CNI-Genie.'),
    networkAttachmentDefinitions: flag(false, 'NetworkAttachmentDefinition; most clusters have it already.'),
    keep: flag(true, 'They stay when the chart is uninstalled, and all objects with them.'),
  },
  'Custom resource definitions.',
)

const conf = closed(
  {
    name: text('00-genie', 'The conf file without its end; the runtime takes the first by name.', {
      pattern: confNamePattern,
    }),
    cniVersion: Type.Union(InstallerConfig.properties.GENIE_CNI_VERSION.anyOf, {
      default: '1.0.0',
      description: '1.1.0 only where the runtime is known to take it (containerd 2).',
    }),
    defaultPlugin: text('', 'What a pod without annotation gets: weave,flannel@net7.'),
    chained: listAsInPod('Plugins that run behind ours, such as {"type": "portmap"}.'),
    namespaceIsolation: flag(false, 'Pods use NetworkAttachmentDefinitions of their own namespace only.'),
    globalNamespaces: Type.Array(Type.String({ pattern: '^[a-z0-9-]+$' }), {
      default: ['default'],
      description: 'And of these, with namespaceIsolation.',
    }),
    delegateTimeoutMs: count(60_000, 'The longest that one delegate may take.', {
      minimum: 1,
      maximum: 60_000,
    }),
  },
  'Our conf file on the nodes.',
)

const paths = closed(
  {
    binDir: path('/opt/cni/bin', 'Where the runtime looks for plugins. k3s and RKE2 have their own.'),
    confDir: path('/etc/cni/net.d', "The runtime's conf dir."),
    stateDir: path('/var/lib/cni/genie', "The plugin's state; has genie in its name."),
    dataDir: path('/var/lib/genie', "The agent's database; has genie in its name."),
    runDir: path('/run/genie', "The agent's socket."),
    addressesDir: path('/var/lib/cni/networks', 'Where host-local keeps the addresses it has given.'),
    netnsDir: path('/run/netns', "Where the runtime keeps pods' namespaces."),
    podResourcesDir: path('/var/lib/kubelet/pod-resources', 'Where the kubelet says who has which device.'),
  },
  'Directories of the nodes.',
)

const agent = closed(
  {
    env: agentEnvironment,
    metricsPort: count(8481, "Port of its metrics on the node's address.", { minimum: 1, maximum: 65_535 }),
    httpPort: count(8480, 'Port of page and API on loopback.', { minimum: 1, maximum: 65_535 }),
    resources: resources('50m', '128Mi', '320Mi'),
    tolerations: listAsInPod('As in a pod; all nodes need it.', [{ operator: 'Exists' }]),
    maxUnavailable: Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: '^[0-9]+%$' })], {
      default: '10%',
      description: 'How many nodes are upgraded at a time.',
    }),
    terminationGracePeriodSeconds: count(30, 'How long it may take to end.'),
    ...podValues('system-node-critical'),
  },
  'The DaemonSet.',
)

const controller = closed(
  {
    enabled: flag(true, 'Sums up the status of Networks and SelectionProfiles.'),
    replicas: count(2, 'One works, the others wait.'),
    env: controllerEnvironment,
    metricsPort: count(8482, 'Port of health and metrics.', { minimum: 1, maximum: 65_535 }),
    resources: resources('20m', '96Mi', '256Mi'),
    tolerations: listAsInPod('As in a pod.'),
    podDisruptionBudget: flag(true, 'One of several replicas stays at a drain.'),
    ...podValues('system-cluster-critical'),
  },
  'The Deployment.',
)

const prober = closed(
  {
    enabled: flag(
      false,
      'A privileged container beside the agent makes an attachment on each network of each node, and probes peers from it. Only with mode: attach.',
    ),
    probes: flag(
      true,
      'Off: it undoes its attachments and probes nothing. To be switched off so before enabled is.',
    ),
    audit: flag(false, 'A burst of UDP over each network once an hour: 5 % of the capacity for a second.'),
    resources: resources('20m', '96Mi', '256Mi'),
  },
  'Probes (docs/probes.md).',
)

/** All values of the chart. */
export const ChartValues = closed({
  nameOverride: text('', "Instead of the chart's name."),
  fullnameOverride: text('', 'Instead of release and chart name.'),
  mode,
  image,
  imagePullSecrets: listAsInPod('As in a pod: [{"name": "..."}].'),
  crds,
  conf,
  paths,
  agent,
  addresses: addressValues,
  prober,
  controller,
  selector: selectorValues,
  access: closed(
    {
      mode: Type.Union([Type.Literal('local'), Type.Literal('cluster')], {
        default: 'local',
        description:
          'cluster: whoever the RBAC of the cluster lets, by bearer tokens. local: whoever calls from the same pod or node; of the standing selector everybody who reaches it may read.',
      }),
    },
    'Who may call the API of agents and of the standing selector (docs/api.md).',
  ),
  serviceAccount: closed(
    { annotations: texts('Annotations of the service accounts.') },
    'Service accounts of all parts.',
  ),
  admission: closed(
    {
      podStatus: flag(true, 'Holds the agent to its own annotations on pods of its own node.'),
      annotations: flag(true, 'Refuses typos in pod annotations at kubectl apply.'),
    },
    'ValidatingAdmissionPolicies (Kubernetes 1.30 and newer).',
  ),
  networkPolicy: closed(
    {
      enabled: flag(
        true,
        'Of the controller only metrics and health are open; out go the API and the metrics of agents.',
      ),
      apiPorts: Type.Array(Type.Integer({ minimum: 1, maximum: 65_535 }), {
        default: [443, 6443],
        description: 'Ports at which the API server listens.',
      }),
    },
    'NetworkPolicies of controller and standing selector.',
  ),
  namespace: closed(
    {
      create: flag(false, 'Makes the namespace with the Pod Security labels that the agent needs.'),
      labels: texts('More labels of it.'),
    },
    'The namespace of the release.',
  ),
  uninstall: closed(
    {
      hook: flag(true, 'Takes the plugin off every node before the chart goes.'),
      timeoutSeconds: count(120, 'How long it waits for nodes; those that are away are named in its log.', {
        minimum: 10,
        maximum: 3_600,
      }),
    },
    'What helm uninstall does on the nodes.',
  ),
  ...monitoringValues,
  commonLabels: texts('Labels of every object.'),
  global: Type.Object(
    {},
    {
      default: {},
      additionalProperties: true,
      description: 'Of a parent chart; nothing of it is used.',
    },
  ),
})
export type ChartValues = Static<typeof ChartValues>
