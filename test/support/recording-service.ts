import type { GivenPlan, PluginService } from '../../agent/socket/plugin-connection.ts'
import type { AgentFrame, Plan, PlanRequest, Report, Retry } from '../../domain/plan-protocol.ts'

/** A service that plans a network of the container's name, notes all it is told, and can be held up. */
export class RecordingService implements PluginService {
  /** The containers that plans were asked for, in order. */
  readonly asked: string[] = []
  readonly reported: (readonly [Report, Plan | null])[] = []
  readonly lostPlans: Plan[] = []
  readonly retried: (readonly [Retry, GivenPlan])[] = []
  /** The decision behind its plans, if it is to say one. */
  decision: string | undefined
  /** How many plans are being made. */
  planning = 0
  mostAtOnce = 0
  #gate: Promise<void> = Promise.resolve()

  /** From now on plans are not finished until what this returns is called. */
  hold(): () => void {
    const gate = Promise.withResolvers<undefined>()
    this.#gate = gate.promise
    return () => gate.resolve(undefined)
  }

  async plan({ containerId }: PlanRequest): Promise<AgentFrame> {
    this.asked.push(containerId)
    this.planning += 1
    this.mostAtOnce = Math.max(this.mostAtOnce, this.planning)
    await this.#gate
    this.planning -= 1
    return { ...planFor(containerId), ...(this.decision !== undefined && { decision: this.decision }) }
  }

  /** The next plan is of the decision that is one further. */
  retry(retry: Retry, before: GivenPlan): Promise<AgentFrame> {
    this.retried.push([retry, before])
    return Promise.resolve({ ...before.plan, decision: `${retry.decision}+` })
  }

  report(report: Report, given: Plan | null): Promise<void> {
    this.reported.push([report, given])
    return Promise.resolve()
  }

  lost(given: Plan): Promise<void> {
    this.lostPlans.push(given)
    return Promise.resolve()
  }
}

/** What the service plans for a container. */
export const planFor = (containerId: string): Plan => ({
  type: 'plan',
  attachments: [{ network: containerId, ifname: 'eth0', conflist: '{"a":1}' }],
})
