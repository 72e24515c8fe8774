import { expect, test } from 'vitest'
import { kpis } from '../../../domain/kpi.ts'
import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'
import { profileParts } from '../../../questionnaire/profile-parts.ts'
import { withFit } from './effective-weights.ts'

const preferences = { 'network-policy': 1 }

test.each<SelectionProfileSpec>([
  { preferences },
  { preferences, preset: 'real-time' },
  { preferences, weights: { latency: 10, loss: 9, utilization: 10, price: 10, jitter: 10 } },
  { preferences, preset: 'web', weights: { latency: 0 } },
])('fit has the weight that the server gives it (%#)', (spec) => {
  const { preferences: _, ...without } = spec
  const server = profileParts(spec).weights
  const total = kpis.reduce((sum, kpi) => sum + server[kpi], 0)
  const shares = new Map(kpis.map((kpi) => [kpi, server[kpi] / total]))
  const weights = withFit(profileParts(without).weights, shares)
  for (const kpi of kpis) expect(weights[kpi]).toBeCloseTo(server[kpi], 2)
})
