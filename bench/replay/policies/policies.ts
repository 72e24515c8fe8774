import { bestQuality } from './best-quality.ts'
import { randomPolicy, roundRobin, staticDefault } from './blind.ts'
import { genieRule } from './genie.ts'
import { minMaxSum } from './min-max-sum.ts'
import { oracle } from './oracle.ts'
import { ours } from './ours.ts'
import { peakEwma } from './peak-ewma.ts'
import type { MakePolicy } from './policy.ts'
import { powerOfTwo } from './power-of-two.ts'
import { topsis } from './topsis.ts'

/** Who is compared, by name. */
export const policies = {
  ours,
  oracle,
  random: randomPolicy,
  roundRobin,
  static: staticDefault,
  genie: genieRule,
  minMax: minMaxSum,
  topsis,
  powerOfTwo,
  peakEwma,
  bestQuality,
} as const satisfies Readonly<Record<string, MakePolicy>>
/** The name of one of them. */
export type PolicyName = keyof typeof policies
