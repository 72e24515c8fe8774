import { deadlines } from './deadlines.ts'
import type { Platform } from './platform/platform.ts'
import type { Request } from './read-request.ts'
import type { Chains } from './run-chain.ts'

/** What the delegates of a request have in common; the time for all of them starts now. */
export function chainsFor(
  platform: Platform,
  { args, conf }: Request,
  task: 'attach' | 'check' | 'detach' | 'undo',
): Chains {
  const isDetaching = task === 'detach' || task === 'undo'
  return {
    platform,
    args,
    supplied: { runtimeConfig: conf.runtimeConfig, cniArgs: conf.cniArgs },
    defaultIfname: args.ifname,
    delegateMs: isDetaching ? Math.min(conf.delegateMs, deadlines.detachDelegateMs) : conf.delegateMs,
    endsAt: platform.monotonicMs() + (isDetaching ? deadlines.detachMs : deadlines.attachMs),
    isUndoing: task === 'undo',
  }
}
