import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'
import type { AgentFrame, PlanRequest, Report } from '../domain/plan-protocol.ts'
import type { Clock } from '../service-kit/clock.ts'
import type { Logger } from '../service-kit/logger.ts'
import { NoNetworkError } from '../selector/no-network-error.ts'
import type { Selector } from '../selector/selector.ts'
import type { AgentMetrics } from './metrics.ts'
import { makePlan, type PlanSources } from './plan/make-plan.ts'
import type { PluginService } from './socket/agent-socket.ts'
import { messageOf } from '../service-kit/message-of.ts'

/** What the service needs of the agent. */
export interface PluginServiceOptions {
  readonly sources: Omit<PlanSources, 'select'>
  readonly selector: Selector
  readonly metrics: AgentMetrics
  readonly clock: Clock
  readonly logger: Logger
}

/** Answers plan requests, and settles decisions by what the plugin reports. */
export function createPluginService({
  sources,
  selector,
  metrics,
  clock,
  logger,
}: PluginServiceOptions): PluginService {
  const plan = async (request: PlanRequest): Promise<AgentFrame> => {
    try {
      return await makePlan(request, { ...sources, select: (asked) => selector.select(asked) })
    } catch (error) {
      const answer = errorFrame(error)
      logger.warn({ containerId: request.containerId, code: answer.code }, answer.msg)
      return answer
    }
  }
  return {
    async plan(request) {
      const begun = clock.monotonicMs()
      const answer = await plan(request)
      metrics.planSeconds.observe((clock.monotonicMs() - begun) / 1_000)
      metrics.plans.inc({ outcome: answer.type === 'plan' ? 'planned' : 'refused' })
      if (answer.type === 'plan' && answer.decision !== undefined)
        for (const { network } of answer.attachments) metrics.decisions.inc({ network })
      return answer
    },
    async report(report) {
      metrics.reports.inc({ command: report.command, outcome: report.outcome })
      await settle(report, selector)
    },
  }
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
