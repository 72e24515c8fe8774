import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import type { KubeObject } from '../../kube/kube-object.ts'
import { countText } from '../terminal/figures.ts'
import type { Asked, Finding } from './doctor-report.ts'

const category = 'Installation' as const

const RollOut = Type.Object({
  metadata: Type.Object({ name: Type.String(), generation: Type.Optional(Type.Integer()) }),
  status: Type.Optional(
    Type.Object({
      observedGeneration: Type.Optional(Type.Integer()),
      desiredNumberScheduled: Type.Optional(Type.Integer()),
      updatedNumberScheduled: Type.Optional(Type.Integer()),
      numberReady: Type.Optional(Type.Integer()),
      replicas: Type.Optional(Type.Integer()),
      readyReplicas: Type.Optional(Type.Integer()),
    }),
  ),
})
type RollOut = Static<typeof RollOut>

/** Whether the agents' DaemonSet has been rolled out everywhere. */
export function judgeDaemonSets(sets: Asked<readonly KubeObject[]>): Finding[] {
  if (sets.value === undefined) return [{ category, level: 'warning', what: sets.fault }]
  const own = sets.value.filter((set) => Value.Check(RollOut, set))
  const [first] = own
  if (first === undefined)
    return [
      { category, level: 'failed', what: 'No DaemonSet of CNI-Genie is there', hint: 'Install the chart' },
    ]
  const several: Finding[] =
    own.length === 1
      ? []
      : [
          {
            category,
            level: 'failed',
            what: `CNI-Genie is installed ${own.length} times: ${own.map(namespaced).join(', ')}`,
            hint: 'Uninstall all but one: they write the same files on every node',
          },
        ]
  return [...several, ...own.map(judgeDaemonSet)]
}

function judgeDaemonSet(set: KubeObject & RollOut): Finding {
  const {
    desiredNumberScheduled: wanted = 0,
    updatedNumberScheduled: updated = 0,
    numberReady: ready = 0,
  } = set.status ?? {}
  const what = `DaemonSet ${namespaced(set)}: ${ready} of ${countText(wanted, 'agent')} ready`
  const isSeen = (set.status?.observedGeneration ?? 0) >= (set.metadata.generation ?? 0)
  if (isSeen && updated === wanted && ready === wanted && wanted > 0) return { category, level: 'ok', what }
  const hint =
    wanted === 0
      ? 'No node takes it: see its nodeSelector and tolerations'
      : updated < wanted || !isSeen
        ? `A roll-out is under way, ${updated} of ${wanted} are of the new version: see kubectl rollout status`
        : 'See the agents below, and kubectl describe of their pods'
  return { category, level: wanted === 0 ? 'warning' : 'failed', what, hint }
}

/** Whether a controller is at work. Without one nothing is lost on nodes. */
export function judgeController(deployments: Asked<readonly KubeObject[]>): Finding[] {
  if (deployments.value === undefined) return [{ category, level: 'warning', what: deployments.fault }]
  const [own] = deployments.value.filter((each) => Value.Check(RollOut, each))
  if (own === undefined)
    return [
      {
        category,
        level: 'warning',
        what: 'No controller is there, so nobody sums up the status of Network resources',
        hint: 'Install the chart with it; pods are attached all the same',
      },
    ]
  const { replicas = 0, readyReplicas: ready = 0 } = own.status ?? {}
  const what = `Controller ${namespaced(own)}: ${ready} of ${countText(replicas, 'replica')} ready`
  return ready > 0
    ? [{ category, level: 'ok', what }]
    : [
        {
          category,
          level: 'warning',
          what,
          hint: 'See kubectl describe of its pods; pods are attached all the same',
        },
      ]
}

const namespaced = ({ metadata }: KubeObject) => `${metadata.namespace ?? ''}/${metadata.name}`
