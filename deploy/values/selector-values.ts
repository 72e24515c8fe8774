import { Type } from 'typebox'
import { selectorEnvironment } from './environment.ts'
import { closed, count, flag, listAsInPod, podValues, resources, text } from './workload-values.ts'

const port = { minimum: 1, maximum: 65_535 }

/** Values of the standing selector, which is off by default. */
export const selectorValues = closed(
  {
    enabled: flag(
      false,
      'One pod that shows page and API of all nodes from PostgreSQL (docs/stores.md). It has no sign-in.',
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
    env: selectorEnvironment,
    resources: resources('20m', '96Mi', '256Mi'),
    tolerations: listAsInPod('As in a pod.'),
    ...podValues(''),
  },
  'The standing selector, a Deployment.',
)
