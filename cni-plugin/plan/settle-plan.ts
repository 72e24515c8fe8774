import type { Plan, PlanRequest } from '../../domain/plan-protocol.ts'
import { AgentAway, AgentGone } from './agent-away.ts'
import { askAgent } from './ask-agent.ts'
import { deadlines } from '../deadlines.ts'
import { planAlone } from '../fallback/plan-alone.ts'
import { readLastGood } from '../fallback/read-last-good.ts'
import { silenceOf } from '../fallback/silence-of.ts'
import type { Connection, Platform } from '../platform/platform.ts'
import type { GenieConf } from '../request/genie-conf.ts'

/** A plan, and the agent's connection if it is the agent's. */
export interface SettledPlan {
  readonly plan: Plan
  readonly connection: Connection | null
  /** How the agent was missed, if it was. */
  readonly missed: 'away' | 'gone' | null
}

/**
 * The agent's plan, or without it a plan from what the runtime has told of the pod. What the agent refuses stays
 * refused. Throws code 11 within 2 s if only the agent could know.
 */
export async function settlePlan(
  platform: Platform,
  { socket, confDir, stateDir }: GenieConf,
  request: PlanRequest,
): Promise<SettledPlan> {
  const isOnlyHope = request.annotations === undefined && request.k8sAnnot === undefined
  const patienceMs = isOnlyHope ? deadlines.onlyPlanMs : deadlines.planMs
  const silence = () => silenceOf(platform, readLastGood(platform, stateDir))
  try {
    return { ...(await askAgent(platform, socket, request, patienceMs, silence)), missed: null }
  } catch (error) {
    if (!(error instanceof AgentAway)) throw error
    const plan = planAlone(platform, confDir, readLastGood(platform, stateDir), request, error)
    const networks = plan.attachments.map(({ network, ifname }) => `${network}@${ifname}`).join(', ')
    platform.writeStderr(`genie: ${error.message}; until then it is attached to ${networks}\n`)
    return { plan, connection: null, missed: error instanceof AgentGone ? 'gone' : 'away' }
  }
}
