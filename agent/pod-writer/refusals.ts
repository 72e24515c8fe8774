import type { PlanError, PlanRequest } from '../../domain/plan-protocol.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { PodEvent } from './pod-event.ts'
import type { PodEvents } from './pod-events.ts'
import { podInApi, type ApiPods } from './pod-in-api.ts'

/** Where refusals are told. */
export interface RefusalsOptions {
  readonly pods: ApiPods
  readonly events: PodEvents
  readonly logger: Logger
}

/** The runtime asks again within seconds, so that what finds no room here is told then. */
const waitingAtMost = 256

/**
 * Tells pods why they are refused: what they ask for is wrong or not there. Only memory is kept of it, as every further
 * attempt of the runtime is another occasion.
 */
export class Refusals {
  readonly #options: RefusalsOptions
  readonly #stop = new AbortController()
  readonly #waiting = new Map<string, PodEvent>()
  #telling: Promise<void> | null = null

  constructor(options: RefusalsOptions) {
    this.#options = options
  }

  /** To be called with every refusal. Waits for nothing and never throws. */
  note(request: PlanRequest, refusal: PlanError): void {
    if (this.#stop.signal.aborted || !isThePods(request, refusal)) return
    const event = refusedEvent(request, refusal, this.#options.pods)
    const key = `${event.pod.uid} ${event.note}`
    if (this.#waiting.size < waitingAtMost) this.#waiting.set(key, event)
    this.#telling ??= this.#tell().finally(() => {
      this.#telling = null
    })
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#telling
  }

  async #tell(): Promise<void> {
    for (const [key, event] of this.#waiting) {
      this.#waiting.delete(key)
      if (this.#stop.signal.aborted) return
      try {
        await this.#options.events.tell(event, this.#stop.signal)
      } catch (error) {
        this.#options.logger.debug(`Cannot tell a pod why it is refused: ${messageOf(error)}`)
      }
    }
  }
}

/** Whether the pod's own people can do something about it. */
function isThePods({ podName, podUid }: PlanRequest, { code }: PlanError): boolean {
  return code === errorCodes.invalidConfig && podName !== '' && podUid !== ''
}

function refusedEvent(request: PlanRequest, { msg, details }: PlanError, pods: ApiPods): PodEvent {
  const { podNamespace: namespace, podName: name, podUid: uid } = request
  const asked = { namespace, name, uid }
  const known = podInApi(asked, pods)
  const note = details === undefined ? msg : `${msg}: ${details}`
  return {
    pod: { ...asked, uid: known?.uid ?? uid },
    type: 'Warning',
    reason: 'NetworkRefused',
    note,
    about: note,
  }
}
