import { Type } from 'typebox'
import { selectorEnvironment } from './environment.ts'
import { closed, count, flag, listAsInPod, podValues, resources, text } from './workload-values.ts'

const port = { minimum: 1, maximum: 65_535 }

/** Values of the standing selector, which is off by default. */
export const selectorValues = closed(
  {
    enabled: flag(
      false,
      'One pod that shows page and API of all nodes from PostgreSQL (docs/stores.md). Whoever reaches it may read, unless access.mode asks for tokens.',
    ),
    existingSecret: text('', 'Secret with the URL of PostgreSQL; its keys are files in /etc/genie/database.'),
    secretKey: text('url', 'The key of the URL in it.', { minLength: 1 }),
    databasePort: count(5432, 'Port of PostgreSQL, for the NetworkPolicy.', port),
    port: count(8483, 'Port of page, API, health and metrics, of pod and Service (ClusterIP).', port),
    allowedFrom: listAsInPod(
      'Who may reach it, as in `from` of a NetworkPolicy; whoever can reads names of pods and every decision. Nobody if empty.',
      [{ podSelector: {} }],
    ),
    hosts: Type.Array(Type.String({ pattern: '^[a-z0-9.-]+$' }), {
      default: [],
      description: 'Names by which browsers reach it, beside those of its Service; others are refused.',
    }),
    readDefinitions: flag(
      false,
      'Whether it may read Networks, SelectionProfiles, definitions and names of namespaces of the API, and so scores as agents do.',
    ),
    extender: closed(
      {
        enabled: flag(
          false,
          'Whether it answers kube-scheduler (docs/scheduler.md); it reads pods then too.',
        ),
        port: count(8484, 'Port for the scheduler, of pod and Service.', port),
        clusterIP: text('', 'An address for that Service that stays, as a scheduler cannot look up names.'),
        tlsSecret: text('', 'Secret with tls.crt and tls.key; plain HTTP without.'),
        clientCa: flag(false, 'Whether its ca.crt has signed the certificates of those that may ask.'),
        allowedFrom: listAsInPod(
          'Schedulers, as in `from` of a NetworkPolicy: the addresses of the control plane as ipBlock. Nobody if empty.',
        ),
      },
      'The extender of kube-scheduler.',
    ),
    env: selectorEnvironment,
    resources: resources('20m', '96Mi', '256Mi'),
    tolerations: listAsInPod('As in a pod.'),
    ...podValues(''),
  },
  'The standing selector, a Deployment.',
)
