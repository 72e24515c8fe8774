import { Type, type Static } from 'typebox'

/** How much each KPI weighs, from 0 (not at all) to 10; only their proportions matter. */
export const Weights = Type.Object({
  utilization: Type.Number({ minimum: 0, maximum: 10 }),
  addressOccupancy: Type.Number({ minimum: 0, maximum: 10 }),
  occupancy: Type.Number({ minimum: 0, maximum: 10 }),
  dropRatio: Type.Number({ minimum: 0, maximum: 10 }),
})
export type Weights = Static<typeof Weights>

/** What a workload wants of its network. */
export const Profile = Type.Object({ name: Type.String(), version: Type.Integer(), weights: Weights })
export type Profile = Static<typeof Profile>

/** What holds where nobody said anything else. */
export const defaultProfile: Profile = {
  name: 'default',
  version: 1,
  weights: { utilization: 6, addressOccupancy: 2, occupancy: 1, dropRatio: 1 },
}
