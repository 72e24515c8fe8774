import { Type, type Static } from 'typebox'
import { Candidate, Decision } from './decision.ts'
import { NetworkForecast } from './network-forecast.ts'
import { NetworkSample } from './network-sample.ts'
import { NetworkSettings } from './network-settings.ts'
import { Nullable } from './nullable.ts'

/**
 * How a network is, in one word; the page adds a colour and a shape. `exhausted` has no room, `closed` takes no pod for
 * another reason.
 */
export const NetworkState = Type.Union([
  Type.Literal('healthy'),
  Type.Literal('congested'),
  Type.Literal('exhausted'),
  Type.Literal('closed'),
  Type.Literal('stale'),
  Type.Literal('unmeasured'),
])
export type NetworkState = Static<typeof NetworkState>

/** A point of a network's recent traffic. */
export const TrafficPoint = Type.Object({
  at: Type.Integer(),
  ingressBitsPerSecond: Nullable(Type.Number()),
  egressBitsPerSecond: Nullable(Type.Number()),
})
export type TrafficPoint = Static<typeof TrafficPoint>

/** One network as it stands now: what a pod that asks now would be told of it. */
export const NetworkStanding = Type.Object({
  name: Type.String(),
  /** The types of its plugin chain, such as `["bridge", "portmap"]`. */
  plugins: Type.Array(Type.String()),
  state: NetworkState,
  standing: Candidate,
  /** What operators say of it, by file or `Network` resource. */
  settings: Type.Optional(NetworkSettings),
  sample: Nullable(NetworkSample),
  /** Where it is going; left out until that was looked for. */
  forecast: Type.Optional(NetworkForecast),
  /** The last ten minutes at most, oldest first. */
  traffic: Type.Array(TrafficPoint),
})
export type NetworkStanding = Static<typeof NetworkStanding>

/** All networks of a node at one moment. */
export const NetworkBoard = Type.Object({
  at: Type.Integer(),
  node: Type.String(),
  /** Best first. */
  networks: Type.Array(NetworkStanding),
})
export type NetworkBoard = Static<typeof NetworkBoard>

/** A page of decisions, newest first. */
export const DecisionPage = Type.Object({
  decisions: Type.Array(Decision),
  /** Pass as `before` for the next page; null on the last one. */
  next: Nullable(Type.String()),
})
export type DecisionPage = Static<typeof DecisionPage>
