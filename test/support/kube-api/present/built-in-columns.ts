import { listAt, objectAt, textAt, valueAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import type { PrinterColumn } from '../resources/resource-type.ts'
import { ageColumn } from './age-column.ts'

type CellOf = PrinterColumn['cellOf']
const column = (name: string, cellOf: CellOf, type = 'string', priority = 0): PrinterColumn => ({
  name,
  type,
  priority,
  cellOf,
})
const text = (name: string, ...path: readonly string[]) => column(name, (object) => textAt(object, ...path))
const number = (name: string, ...path: readonly string[]) =>
  column(name, (object) => valueAt(object, ...path) ?? 0, 'integer')

function podStatusOf(pod: ApiObject): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'Terminating'
  return textAt(pod, 'status', 'reason') || textAt(pod, 'status', 'phase')
}

const readyOf = (pod: ApiObject) =>
  `${listAt(pod, 'status', 'containerStatuses').filter((each) => valueAt(each, 'ready') === true).length}/${listAt(pod, 'spec', 'containers').length}`

const restartsOf = (pod: ApiObject) =>
  String(
    listAt(pod, 'status', 'containerStatuses').reduce<number>(
      (sum, each) => sum + Number(valueAt(each, 'restartCount') ?? 0),
      0,
    ),
  )

/** `kubectl get pods`. */
export const podColumns = [
  column('Ready', readyOf),
  column('Status', podStatusOf),
  column('Restarts', restartsOf),
  ageColumn,
  column('IP', (pod) => textAt(pod, 'status', 'podIP') || '<none>', 'string', 1),
  column('Node', (pod) => textAt(pod, 'spec', 'nodeName') || '<none>', 'string', 1),
]

/** `kubectl get nodes`. */
export const nodeColumns = [
  column('Status', (node) =>
    listAt(node, 'status', 'conditions').some(
      (each) => textAt(each, 'type') === 'Ready' && textAt(each, 'status') === 'True',
    )
      ? 'Ready'
      : 'NotReady',
  ),
  ageColumn,
  text('Version', 'status', 'nodeInfo', 'kubeletVersion'),
]

/** `kubectl get namespaces`. */
export const statusPhaseColumns = [text('Status', 'status', 'phase'), ageColumn]

/** `kubectl get daemonsets`. */
export const daemonSetColumns = [
  number('Desired', 'status', 'desiredNumberScheduled'),
  number('Current', 'status', 'currentNumberScheduled'),
  number('Ready', 'status', 'numberReady'),
  number('Up-to-date', 'status', 'updatedNumberScheduled'),
  number('Available', 'status', 'numberAvailable'),
  ageColumn,
]

/** `kubectl get deployments`. */
export const deploymentColumns = [
  column(
    'Ready',
    (object) =>
      `${Number(valueAt(object, 'status', 'readyReplicas') ?? 0)}/${Number(valueAt(object, 'spec', 'replicas') ?? 1)}`,
  ),
  number('Up-to-date', 'status', 'updatedReplicas'),
  number('Available', 'status', 'availableReplicas'),
  ageColumn,
]

/** `kubectl get jobs`. */
export const jobColumns = [
  column('Status', (job) => {
    const ended = listAt(job, 'status', 'conditions').find((each) => textAt(each, 'status') === 'True')
    return ended === undefined ? 'Running' : textAt(ended, 'type')
  }),
  number('Succeeded', 'status', 'succeeded'),
  ageColumn,
]

const objectOf = (event: ApiObject) => {
  const about = objectAt(event, 'regarding' in event ? 'regarding' : 'involvedObject')
  return `${textAt(about, 'kind').toLowerCase()}/${textAt(about, 'name')}`
}

/** `kubectl get events`. */
export const eventColumns = [
  { ...ageColumn, name: 'Last Seen' },
  text('Type', 'type'),
  text('Reason', 'reason'),
  column('Object', objectOf),
  column('Message', (event) => textAt(event, 'note') || textAt(event, 'message')),
]
