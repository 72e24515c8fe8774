import { Type, type Static } from 'typebox'
import Value from 'typebox/value'
import type { KubeObject } from '../kube-object.ts'

const Mount = Type.Object({ name: Type.String(), readOnly: Type.Optional(Type.Boolean()) })
const Variable = Type.Object({ name: Type.String() })
const Container = Type.Object({
  name: Type.String(),
  image: Type.String(),
  command: Type.Optional(Type.Array(Type.String())),
  env: Type.Optional(Type.Array(Variable)),
  volumeMounts: Type.Optional(Type.Array(Mount)),
})
/** A container of a pod template, as far as an uninstallation looks into it. */
export type Container = Static<typeof Container>

const Expression = Type.Object({ key: Type.String() })
const Affinity = Type.Object({
  nodeAffinity: Type.Optional(
    Type.Object({
      requiredDuringSchedulingIgnoredDuringExecution: Type.Optional(
        Type.Object({
          nodeSelectorTerms: Type.Array(
            Type.Object({ matchExpressions: Type.Optional(Type.Array(Expression)) }),
          ),
        }),
      ),
    }),
  ),
})
/** Where pods may be, as far as an uninstallation looks into it. */
export type Affinity = Static<typeof Affinity>

const AgentSpec = Type.Object({
  template: Type.Object({
    spec: Type.Object({
      initContainers: Type.Array(Container),
      containers: Type.Array(Container),
      nodeSelector: Type.Optional(Type.Record(Type.String(), Type.String())),
      affinity: Type.Optional(Affinity),
    }),
  }),
})
/** The pods of the agents' DaemonSet; every other member is handed on as it is. */
export type AgentPodSpec = Static<typeof AgentSpec>['template']['spec']

/** What the pods of the agents' DaemonSet are. @throws {Error} if it is no DaemonSet of ours */
export function agentPodSpec(daemonSet: KubeObject): AgentPodSpec {
  if (!Value.Check(AgentSpec, daemonSet.spec))
    throw new Error(
      `Cannot uninstall by the DaemonSet ${daemonSet.metadata.name} as it has no container that installs: name the agents' one`,
    )
  return daemonSet.spec.template.spec
}
