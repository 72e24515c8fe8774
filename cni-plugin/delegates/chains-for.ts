import { deadlines } from '../deadlines.ts'
import type { Platform } from '../platform/platform.ts'
import type { Request } from '../request/read-request.ts'
import type { Chains } from './run-chain.ts'

/**
 * What delegates are run for; `leftover` is what an earlier ADD of the same interface has left behind, `passing` what a
 * DEL of another container undoes by the way.
 */
export type Task = 'attach' | 'check' | 'detach' | 'undo' | 'leftover' | 'passing'

const totalMs: Readonly<Record<Task, number>> = {
  attach: deadlines.attachMs,
  check: deadlines.attachMs,
  detach: deadlines.detachMs,
  undo: deadlines.detachMs,
  leftover: deadlines.leftoverMs,
  passing: deadlines.passingMs,
}

/** What the delegates of a request have in common; the time for all of them starts now. */
export function chainsFor(
  platform: Platform,
  { args, conf }: Pick<Request, 'args' | 'conf'>,
  task: Task,
): Chains {
  const isAdding = task === 'attach' || task === 'check'
  return {
    platform,
    args,
    delegateMs: isAdding ? conf.delegateMs : Math.min(conf.delegateMs, deadlines.detachDelegateMs),
    endsAt: platform.monotonicMs() + totalMs[task],
    isUndoing: task === 'undo',
  }
}
