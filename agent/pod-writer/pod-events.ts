import type { PodEvent } from './pod-event.ts'

/** Where Events on pods go. */
export interface PodEvents {
  /**
   * Tells it; what was told before is not told again.
   * @throws {KubeError} if the API is away or refuses it
   */
  tell(event: PodEvent, signal: AbortSignal): Promise<void>
}
