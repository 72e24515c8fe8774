import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'
import {
  attachSteps,
  type AgentFrame,
  type Plan,
  type PlanError,
  type PlanRequest,
  type Report,
} from '../domain/plan-protocol.ts'
import type { Clock } from '../service-kit/clock.ts'
import type { Logger } from '../service-kit/logger.ts'
import { NoNetworkError } from '../selector/no-network-error.ts'
import type { Selector } from '../selector/selector.ts'
import type { AgentMetrics } from './metrics.ts'
import type { Modes } from './observe/modes.ts'
import { observedPlan } from './observe/observed-plan.ts'
import type { Observer } from './observe/observer.ts'
import { makePlan } from './plan/make-plan.ts'
import type { PlanSources } from './plan/plan-sources.ts'
import type { HeldDecisions } from './repair/held-decisions.ts'
import type { PluginService } from './socket/plugin-connection.ts'
import { messageOf } from '../service-kit/message-of.ts'

/** What the service needs of the agent. */
export interface PluginServiceOptions {
  readonly sources: Omit<PlanSources, 'select'>
  readonly selector: Selector
  readonly modes: Pick<Modes, 'of'>
  readonly observer: Pick<Observer, 'observe'>
  /** Waits while an agent that has just been started does not know the cluster yet. */
  readonly settled: () => Promise<void>
  readonly held: HeldDecisions
  /** Told of a plugin that has gone without a report, and of the decision behind its plan if there is one. */
  readonly onLost: (decision: string | undefined) => Promise<void>
  /** Told after every report; waits for nothing. */
  readonly onReport?: () => void
  /** Told of every plan that is refused; waits for nothing. */
  readonly onRefused?: (request: PlanRequest, refusal: PlanError) => void
  readonly metrics: AgentMetrics
  readonly clock: Clock
  readonly logger: Logger
}

/** Answers plan requests, and settles decisions by what the plugin reports. */
export function createPluginService(options: PluginServiceOptions): PluginService {
  const { selector, held, onLost, onReport, onRefused, metrics, clock, logger } = options
  const letGo = (given: Plan | null) => {
    if (given?.decision !== undefined) held.release(given.decision)
  }
  return {
    async plan(request) {
      const begun = clock.monotonicMs()
      const answer = await plan(request, options)
      metrics.planSeconds.observe((clock.monotonicMs() - begun) / 1_000)
      metrics.plans.inc({ outcome: answer.type === 'plan' ? 'planned' : 'refused' })
      if (answer.type === 'error') onRefused?.(request, answer)
      else if (answer.decision !== undefined) held.hold(answer.decision)
      return answer
    },
    async report(report, given) {
      metrics.reports.inc({ command: report.command, outcome: report.outcome })
      observeSteps(report, metrics)
      await settle(report, selector).catch((error: unknown) =>
        logger.error({ err: error }, 'Cannot settle a decision: it is repaired by the journal'),
      )
      letGo(given)
      onReport?.()
    },
    async lost(given) {
      letGo(given)
      await onLost(given.decision)
    },
  }
}

async function plan(request: PlanRequest, options: PluginServiceOptions): Promise<AgentFrame> {
  const { sources, selector, modes, observer, settled, metrics, logger } = options
  const select: PlanSources['select'] = async (asked, profile) => {
    const decision = await selector.select(asked, profile)
    metrics.decisions.inc({ network: decision.chosen })
    return decision
  }
  try {
    await settled()
    if (modes.of(request.podNamespace || 'default') === 'attach')
      return await makePlan(request, { ...sources, select })
    const plan = observedPlan(request, sources)
    void observer.observe(request, plan.attachments[0]?.network ?? '')
    return plan
  } catch (error) {
    const answer = errorFrame(error)
    logger.warn({ containerId: request.containerId, code: answer.code }, answer.msg)
    return answer
  }
}

function observeSteps({ stepsMs }: Report, { stepSeconds, overheadSeconds }: AgentMetrics): void {
  if (stepsMs === undefined) return
  for (const step of attachSteps) stepSeconds.observe({ step }, stepsMs[step] / 1_000)
  const own = attachSteps.filter((step) => step !== 'exec').map((step) => stepsMs[step])
  overheadSeconds.observe(own.reduce((sum, ms) => sum + ms, 0) / 1_000)
}

function errorFrame(error: unknown): Extract<AgentFrame, { type: 'error' }> {
  const msg = messageOf(error)
  if (error instanceof CniError)
    return {
      type: 'error',
      code: error.code,
      msg,
      ...(error.details !== undefined && { details: error.details }),
    }
  if (error instanceof NoNetworkError) return { type: 'error', code: errorCodes.tryAgainLater, msg }
  return { type: 'error', code: errorCodes.internal, msg }
}

async function settle({ command, outcome, decision, error }: Report, selector: Selector): Promise<void> {
  if (decision === undefined) return
  if (command === 'ADD')
    await selector.settle(decision, outcome === 'done' ? 'attached' : 'failed', error ?? null)
  else if (outcome === 'done') await selector.settle(decision, 'detached', null)
}
