import { trueVerdict } from '../true-verdict.ts'
import type { MakePolicy } from './policy.ts'

/** Knows every link as it is, and what the pod will need: nobody can do better one pod at a time. */
export const oracle: MakePolicy = ({ links }) => ({
  observe: () => undefined,
  choose: ({ bitsPerSecond }) => trueVerdict(links, bitsPerSecond)[0]?.network ?? '',
})
