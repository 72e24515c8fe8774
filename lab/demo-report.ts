import type { PlacedPod } from './node-in-a-box.ts'
import type { Story } from './story.ts'

/** The demo in one JSON object: who went where by which decision, and whether everything is gone. */
export function demoReport({ before, after, filled, moved }: Story, left: readonly string[]) {
  const lines = (phase: 'before' | 'after', pods: readonly PlacedPod[]) =>
    pods.map(({ pod, ips, decision }) => ({
      ...{ name: pod.name, phase, network: decision.chosen, ips, decision: decision.id },
    }))
  return {
    pods: [...lines('before', before), ...lines('after', after)],
    filled,
    moved,
    cleanup: left.length === 0 ? 'clean' : left.join(', '),
  }
}
