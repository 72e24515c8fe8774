import type { Decision } from '../../domain/decision.ts'
import type { PlanRequest } from '../../domain/plan-protocol.ts'
import type { Profile } from '../../domain/profile.ts'
import type { Selector } from '../../selector/selector.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { Annotations } from '../annotations/annotations-of.ts'
import { parseAsk } from '../../pod-networks/parse-ask.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { wouldPick } from './would-pick.ts'

/** What an observer asks, and whom it tells. */
export interface ObserverOptions {
  readonly annotationsOf: (request: PlanRequest) => Promise<Annotations>
  readonly profileOf: (request: PlanRequest, annotations: Annotations) => Promise<Profile>
  readonly selector: Pick<Selector, 'note'>
  readonly onObserved: (decision: Decision) => void
  readonly logger: Logger
}

/** As many are worked on at a time; who comes beyond is attached all the same, and not noted. */
const mostAtOnce = 64

/** Notes what would have been picked for pods that only get what the node gave before. Nothing waits for it. */
export class Observer {
  readonly #options: ObserverOptions
  #underWay = 0

  constructor(options: ObserverOptions) {
    this.#options = options
  }

  /** Never throws: a pod for which nothing can be picked, or of which nothing is known, is not noted. */
  async observe(request: PlanRequest, attachedTo: string): Promise<void> {
    if (this.#underWay >= mostAtOnce) return
    this.#underWay += 1
    try {
      await this.#note(request, attachedTo)
    } catch (error) {
      const { podNamespace, podName } = request
      this.#options.logger.debug(
        `Cannot note what pod ${podNamespace}/${podName} would get: ${messageOf(error)}`,
      )
    } finally {
      this.#underWay -= 1
    }
  }

  async #note(request: PlanRequest, attachedTo: string): Promise<void> {
    const { annotationsOf, profileOf, selector, onObserved } = this.#options
    const annotations = await annotationsOf(request)
    if (!wouldPick(annotations)) return
    const profile = await profileOf(request, annotations)
    const { podNamespace: namespace, podName: name, podUid, containerId, ifname } = request
    const pod = { namespace, name, uid: podUid || containerId }
    const ask = parseAsk(annotations)
    const picks = ask.kind === 'pick' && ask.picks > 1 ? { picks: ask.picks } : {}
    const decision = await selector.note({ pod, ifname, ...picks }, profile, attachedTo)
    if (decision !== null) onObserved(decision)
  }
}
