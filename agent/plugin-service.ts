import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'
import type { Tried } from '../domain/decision.ts'
import {
  attachSteps,
  maxRetries,
  type AgentFrame,
  type Failure,
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
import { coolingReason, type CoolingReason } from './retry/cooling-reason.ts'
import { failureIn, isChosen } from './retry/failure-in.ts'
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

/** Answers plan requests and retries, and settles decisions by what the plugin reports. */
export function createPluginService(options: PluginServiceOptions): PluginService {
  const { held, onLost, onReport, onRefused, metrics, clock } = options
  /** What was tried in vain before a plan was given, within the same ADD. */
  const triedBefore = new WeakMap<Plan, readonly Tried[]>()
  const letGo = (given: Plan | null) => {
    if (given?.decision !== undefined) held.release(given.decision)
  }
  const give = async (request: PlanRequest, tried: readonly Tried[]): Promise<AgentFrame> => {
    const begun = clock.monotonicMs()
    const answer = await plan(request, tried, options)
    metrics.planSeconds.observe((clock.monotonicMs() - begun) / 1_000)
    if (answer.type === 'error' || answer.decision === undefined) return answer
    const given = { ...answer, canRetry: tried.length < maxRetries }
    held.hold(answer.decision)
    triedBefore.set(given, tried)
    return given
  }
  return {
    async plan(request) {
      const answer = await give(request, [])
      metrics.plans.inc({ outcome: answer.type === 'plan' ? 'planned' : 'refused' })
      if (answer.type === 'error') onRefused?.(request, answer)
      return answer
    },
    async retry({ decision, failure }, before) {
      const reason = isChosen(failure, before.plan) ? coolDown(failure, options) : null
      await settled({ command: 'ADD', outcome: 'failed', decision, error: failure.msg }, options)
      letGo(before.plan)
      const tried = [
        ...(triedBefore.get(before.plan) ?? []),
        { network: failure.network, error: failure.msg },
      ]
      const answer =
        reason === null || tried.length > maxRetries ? noOther(failure) : await give(before.request, tried)
      metrics.retries.inc({ outcome: answer.type === 'plan' ? 'planned' : 'refused' })
      return answer
    },
    async report(report, given) {
      metrics.reports.inc({ command: report.command, outcome: report.outcome })
      observeSteps(report, metrics)
      const failure = failureIn(report, given)
      if (failure !== null) coolDown(failure, options)
      await settled(report, options)
      letGo(given)
      onReport?.()
    },
    async lost(given) {
      letGo(given)
      await onLost(given.decision)
    },
  }
}

async function plan(
  request: PlanRequest,
  tried: readonly Tried[],
  options: PluginServiceOptions,
): Promise<AgentFrame> {
  const { sources, selector, modes, observer, settled: known, metrics, logger } = options
  const select: PlanSources['select'] = async (asked, profile) => {
    const decision = await selector.select(asked, profile, tried)
    metrics.decisions.inc({ network: decision.chosen })
    return decision
  }
  try {
    await known()
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

/** A failure that says something of every pod keeps the others away from the network for a while; null if it does not. */
function coolDown(
  failure: Failure,
  { selector, metrics, logger }: Pick<PluginServiceOptions, 'selector' | 'metrics' | 'logger'>,
): CoolingReason | null {
  const reason = coolingReason(failure)
  if (reason === null) return null
  selector.coolDown(failure.network, reason.why, reason.isOutOfAddresses)
  metrics.cooldowns.inc({ network: failure.network })
  logger.warn(
    { network: failure.network, code: failure.code },
    `Nobody is put on network ${failure.network} by choice for a while as ${reason.why}: ${failure.msg}`,
  )
  return reason
}

const noOther = ({ network, code, msg }: Failure): AgentFrame => ({
  type: 'error',
  code,
  msg: `Cannot try another network after ${network}: ${msg}`,
})

/** Never throws: what cannot be stored is repaired by the journal. */
async function settled(report: Settled, { selector, logger }: PluginServiceOptions): Promise<void> {
  await settle(report, selector).catch((error: unknown) =>
    logger.error({ err: error }, 'Cannot settle a decision: it is repaired by the journal'),
  )
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

type Settled = Pick<Report, 'command' | 'outcome' | 'decision' | 'error'>

async function settle({ command, outcome, decision, error }: Settled, selector: Selector): Promise<void> {
  if (decision === undefined) return
  if (command === 'ADD')
    await selector.settle(decision, outcome === 'done' ? 'attached' : 'failed', error ?? null)
  else if (outcome === 'done') await selector.settle(decision, 'detached', null)
}
