import type { Socket } from 'node:net'
import { errorCodes } from '../../cni/error-codes.ts'
import {
  maxFrameBytes,
  type AgentFrame,
  type Plan,
  type PlanRequest,
  type PluginFrame,
  type Report,
  type Retry,
} from '../../domain/plan-protocol.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { FrameSource } from './frame-source.ts'
import { parseFrame } from './parse-frame.ts'
import type { Places } from './places.ts'
import { refuse, sendFrame } from './send-frame.ts'
import type { SocketLimits } from './socket-limits.ts'
import { within } from './within.ts'

/** What the agent does for the plugin. None of it may throw. */
export interface PluginService {
  plan(request: PlanRequest): Promise<AgentFrame>
  /** The next plan after one has failed, or an error if there is none; the decision before has failed either way. */
  retry(retry: Retry, before: GivenPlan): Promise<AgentFrame>
  /** `given` is the plan that the plugin got on this connection; null if it did not ask for one. */
  report(report: Report, given: Plan | null): Promise<void>
  /** The plugin that was given this plan has gone without a report. */
  lost(given: Plan): Promise<void>
}

/** A plan, and for what it was given. */
export interface GivenPlan {
  readonly request: PlanRequest
  readonly plan: Plan
}

/** What all connections of a socket share. */
export interface ConnectionOptions {
  readonly places: Places
  readonly service: PluginService
  readonly limits: SocketLimits
  readonly logger: Logger
}

/** What comes after a connection's first frame is read without a place, so it has to be small; a report is. */
const laterFrameBytes = 16_384

/**
 * One plugin's connection. It waits for a place before anything is read from it, keeps the place until it has its
 * answer, and may then take minutes to report: reports need no place, so they never wait for plans. Nor does the frame of
 * a retry, but its answer does.
 */
export class PluginConnection {
  readonly #socket: Socket
  readonly #frames: FrameSource
  readonly #options: ConnectionOptions
  #given: GivenPlan | null = null
  #hasPlace = false
  #isStopping = false

  /** The socket has to be paused. */
  constructor(socket: Socket, options: ConnectionOptions) {
    this.#socket = socket
    this.#frames = new FrameSource(socket)
    this.#options = options
  }

  /** Serves the plugin until it leaves, or has to. Never throws. */
  async serve(): Promise<void> {
    try {
      await this.#inPlace(() => this.#first())
      for (let frame = await this.#later(); frame !== null; frame = await this.#later())
        await this.#answer(parseFrame(frame))
    } catch (error) {
      this.#options.logger.warn(messageOf(error))
      refuse(this.#socket, errorCodes.internal, messageOf(error))
    }
    await this.#tellLost()
  }

  /** Takes nothing more in; what is being planned still gets its answer. */
  stop(): void {
    this.#isStopping = true
    if (!this.#hasPlace) this.#socket.destroy()
  }

  async #inPlace(work: () => Promise<void>): Promise<void> {
    using _place = await this.#options.places.take()
    this.#hasPlace = true
    try {
      await work()
    } finally {
      this.#hasPlace = false
      if (this.#isStopping) this.#socket.destroy()
    }
  }

  async #first(): Promise<void> {
    const { places, limits } = this.#options
    const text = await within(
      limits.frameMs,
      `Cannot wait any longer for a frame that is not whole after ${limits.frameMs} ms`,
      this.#frames.next(maxFrameBytes),
    )
    if (text === null) return
    const frame = parseFrame(text)
    // Whoever has lost patience in the queue needs no plan, and those behind it do.
    if (frame.type === 'plan' && places.waiting > 0 && (await this.#frames.hasEnded())) return
    await this.#answer(frame)
  }

  #later(): Promise<string | null> {
    return this.#frames.next(laterFrameBytes)
  }

  async #answer(frame: PluginFrame): Promise<void> {
    if (frame.type === 'report') await this.#report(frame)
    else if (this.#hasPlace) await this.#plan(frame)
    else await this.#inPlace(() => this.#plan(frame))
  }

  /** A report of another decision than the last says that the plugin did not wait for its next plan. */
  async #report(report: Report): Promise<void> {
    const { service } = this.#options
    const given = this.#forget()?.plan ?? null
    const isOfIt = given?.decision === report.decision
    await service.report(report, isOfIt ? given : null)
    if (given !== null && !isOfIt) await service.lost(given)
  }

  async #plan(frame: PlanRequest | Retry): Promise<void> {
    const { limits } = this.#options
    const answer = frame.type === 'plan' ? await this.#firstPlan(frame) : await this.#nextPlan(frame)
    const sentence = `Cannot wait any longer for a plugin that has not taken its answer after ${limits.frameMs} ms`
    await within(limits.frameMs, sentence, sendFrame(this.#socket, answer))
  }

  async #firstPlan(request: PlanRequest): Promise<AgentFrame> {
    await this.#tellLost()
    return this.#give(request, await this.#options.service.plan(request))
  }

  async #nextPlan(retry: Retry): Promise<AgentFrame> {
    const before = this.#forget()
    if (before?.plan.decision !== retry.decision) {
      const msg = `Cannot plan anew as no plan of decision ${retry.decision} was given here: ask for one first`
      return { type: 'error', code: errorCodes.internal, msg }
    }
    return this.#give(before.request, await this.#options.service.retry(retry, before))
  }

  #give(request: PlanRequest, answer: AgentFrame): AgentFrame {
    if (answer.type === 'plan') this.#given = { request, plan: answer }
    return answer
  }

  /** A plan that is neither reported nor on its way by our own stop has lost its plugin. */
  async #tellLost(): Promise<void> {
    const given = this.#forget()
    if (given !== null && !this.#isStopping) await this.#options.service.lost(given.plan)
  }

  #forget(): GivenPlan | null {
    const given = this.#given
    this.#given = null
    return given
  }
}
