import { CniError } from '../../cni/cni-error.ts'
import type { Plan, PlanRequest } from '../../domain/plan-protocol.ts'
import { parseK8sAnnot } from '../../pod-networks/parse-k8s-annot.ts'
import type { AgentAway } from '../plan/agent-away.ts'
import type { GenieConf } from '../request/genie-conf.ts'
import type { Platform } from '../platform/platform.ts'
import { planByAnnotations } from './plan-by-annotations.ts'
import { readConfDir } from './read-conf-dir.ts'
import { readLastGood } from './read-last-good.ts'

/** What only the agent can look up or make. */
const agentOnly = [
  'networks',
  'k8s.v1.cni.cncf.io/networks',
  'v1.multus-cni.io/default-network',
  'cni-genie.io/source-routing',
]

/**
 * A plan without the agent, for a pod whose annotations the runtime has given, by the same rules and from the same conf
 * dir. Throws `away` with the reason if the pod needs the agent, else what the agent itself would throw.
 */
export function planAlone(
  platform: Platform,
  { confDir, stateDir }: Pick<GenieConf, 'confDir' | 'stateDir'>,
  request: PlanRequest,
  away: AgentAway,
): Plan {
  const annotations = request.annotations ?? (request.k8sAnnot && parseK8sAnnot(request.k8sAnnot))
  if (!annotations)
    throw needsAgent(
      away,
      'without it the networks of a pod are unknown whose runtime gives no annotations: set the capability io.kubernetes.cri.pod-annotations in the conf of genie',
    )
  const wish = agentOnly.find((key) => annotations[key]?.trim())
  if (wish !== undefined) throw needsAgent(away, `without it nobody can fulfil the pod's annotation ${wish}`)
  return planByAnnotations(request, annotations, {
    ...readConfDir(platform, confDir),
    // An empty parent has the macvlan plugin look for the host's own interface by itself.
    hostNic: () => '',
    lastGood: () => readLastGood(platform, stateDir),
  })
}

const needsAgent = ({ code, message }: AgentAway, why: string) => new CniError(code, message, why)
