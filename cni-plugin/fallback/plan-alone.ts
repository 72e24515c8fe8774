import { CniError } from '../../cni/cni-error.ts'
import type { Plan, PlanRequest } from '../../domain/plan-protocol.ts'
import { parseK8sAnnot } from '../../pod-networks/parse-k8s-annot.ts'
import { AgentGone, type AgentAway } from '../plan/agent-away.ts'
import type { Platform } from '../platform/platform.ts'
import { planByAnnotations, planByDefault } from './plan-by-annotations.ts'
import { readConfDir } from './read-conf-dir.ts'
import { isObserved, type LastGood } from './read-last-good.ts'

/** What only the agent can look up or make. */
const agentOnly = [
  'networks',
  'k8s.v1.cni.cncf.io/networks',
  'v1.multus-cni.io/default-network',
  'cni-genie.io/source-routing',
]

/**
 * A plan without the agent, for a pod whose annotations the runtime has given, by the same rules and from the same conf
 * dir; for one whose namespace is only observed, and where the agent is gone for good, the default network. Throws
 * `away` with the reason if the pod needs the agent, else what the agent itself would throw.
 */
export function planAlone(
  platform: Platform,
  confDir: string,
  lastGood: LastGood | null,
  request: PlanRequest,
  away: AgentAway,
): Plan {
  const isGone = away instanceof AgentGone
  const node = {
    ...readConfDir(platform, confDir),
    // An empty parent has the macvlan plugin look for the host's own interface by itself.
    hostNic: () => '',
    lastGood,
  }
  // What our own conf calls the default was not yet there when the node attached these pods by itself.
  if (isObserved(lastGood, request.podNamespace))
    return planByDefault({ ifname: request.ifname }, node, isGone)
  const annotations = request.annotations ?? (request.k8sAnnot && parseK8sAnnot(request.k8sAnnot))
  if (!annotations) {
    if (isGone) return planByDefault(request, node, isGone)
    throw needsAgent(
      away,
      'without it the networks of a pod are unknown whose runtime gives no annotations: set the capability io.kubernetes.cri.pod-annotations in the conf of genie',
    )
  }
  const wish = agentOnly.find((key) => annotations[key]?.trim())
  if (wish !== undefined) throw needsAgent(away, `without it nobody can fulfil the pod's annotation ${wish}`)
  return planByAnnotations(request, annotations, node, isGone)
}

const needsAgent = ({ code, message }: AgentAway, why: string) => new CniError(code, message, why)
