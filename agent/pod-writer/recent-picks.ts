import type { Decision } from '../../domain/decision.ts'
import type { DecisionStore } from '../../store/decision-store.ts'
import { pickedDecision, type PickedDecision } from './picked-decision.ts'

/** More than a node's pods, so that whatever waits to be written is among them. */
const keptAtMost = 1_024

/**
 * What is to be told of decisions: the last ones from memory, so that a store which takes nothing in loses none of
 * them, the others from the store.
 */
export class RecentPicks {
  readonly #store: Pick<DecisionStore, 'find' | 'findForPod'>
  readonly #recent = new Map<string, PickedDecision>()

  constructor(store: Pick<DecisionStore, 'find' | 'findForPod'>) {
    this.#store = store
  }

  /** To be called with every decision that is made. */
  note(decision: Decision): void {
    this.#recent.delete(decision.id)
    this.#recent.set(decision.id, pickedDecision(decision))
    for (const oldest of this.#recent.keys()) {
      if (this.#recent.size <= keptAtMost) break
      this.#recent.delete(oldest)
    }
  }

  /**
   * The decision; one that is not kept any more has neither score nor reason, and its network is the one given.
   * @throws {Error} if the store cannot be asked
   */
  async find(id: string, network: string): Promise<PickedDecision> {
    const recent = this.#recent.get(id)
    if (recent !== undefined) return recent
    const decision = await this.#store.find(id)
    if (decision === null) return { id, network, score: null, reason: null, isObserved: false }
    this.note(decision)
    return pickedDecision(decision)
  }

  /**
   * Whether it was only noted what the pod would get, so that it was attached to what the node gave before.
   * @throws {Error} if the store cannot be asked
   */
  async wasObserved(podUid: string, ifname: string): Promise<boolean> {
    const decision = await this.#store.findForPod(podUid, ifname)
    return decision !== null && pickedDecision(decision).isObserved
  }
}
