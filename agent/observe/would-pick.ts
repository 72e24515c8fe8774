import type { Annotations } from '../annotations/annotations-of.ts'

/** What decides a pod's main network before anybody chooses. */
const deciding = ['cni', 'networks', 'v1.multus-cni.io/default-network']

/** Whether a pod leaves its main network to us, or says nothing of it at all. */
export function wouldPick(annotations: Annotations): boolean {
  return deciding.every((key) => (annotations[key] ?? '').trim() === '')
}
