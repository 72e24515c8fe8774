import { Type, type Static } from 'typebox'
import { Nullable } from '../../domain/nullable.ts'
import { Unreachable } from '../networks/networks-report.ts'

/** Mean readings of congestion at the moment of decision, 0 to 1 and above, over pods for which both are known. */
export const Congestion = Type.Object({
  pods: Type.Integer(),
  /** On the network that the pod was attached to. */
  without: Type.Number(),
  /** On the one that was, or would have been, picked. */
  with: Type.Number(),
  /** How many of these pods were put on a network whose congestion was at its bad anchor or beyond. */
  congestedWithout: Type.Integer(),
  congestedWith: Type.Integer(),
})
export type Congestion = Static<typeof Congestion>

/** How often both ways agreed in a namespace. */
export const Agreement = Type.Object({
  namespace: Type.String(),
  compared: Type.Integer(),
  same: Type.Integer(),
})
export type Agreement = Static<typeof Agreement>

/** How many pods would have moved from a network to another. */
export const Move = Type.Object({ from: Type.String(), to: Type.String(), pods: Type.Integer() })
export type Move = Static<typeof Move>

/** What `kubectl genie simulate -o json` prints. */
export const SimulationReport = Type.Object({
  /** Unix times in ms. */
  since: Type.Integer(),
  until: Type.Integer(),
  /** The oldest decision that was found; later than `since` where nodes do not remember as far. */
  oldest: Nullable(Type.Integer()),
  nodes: Type.Integer(),
  /** Decisions in that time. */
  decisions: Type.Integer(),
  /** Those that could be compared, as both networks are known. */
  compared: Type.Integer(),
  /** Those of observe mode among them. */
  observed: Type.Integer(),
  elsewhere: Type.Integer(),
  /** Most frequent first. */
  moves: Type.Array(Move),
  congestion: Nullable(Congestion),
  /** By namespace; the least agreement first. */
  agreement: Type.Array(Agreement),
  /** What could not be known, in sentences. */
  unknown: Type.Array(Type.String()),
  unreachable: Type.Array(Unreachable),
})
export type SimulationReport = Static<typeof SimulationReport>
