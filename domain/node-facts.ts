import { Type, type Static } from 'typebox'
import { Nullable } from './nullable.ts'

/** A file of the CNI conf dir. */
export const ConfFileFacts = Type.Object({
  file: Type.String(),
  /** `own`: goes through genie; `network`: one to choose from; `fault`: cannot be used. */
  kind: Type.Union([Type.Literal('own'), Type.Literal('network'), Type.Literal('fault')]),
  /** The network's name; null of others. */
  network: Nullable(Type.String()),
  /** A plugin of it that is not installed; null if all are, or nobody can see. */
  missingPlugin: Nullable(Type.String()),
  /** What is wrong with it, in one sentence. */
  fault: Nullable(Type.String()),
})
export type ConfFileFacts = Static<typeof ConfFileFacts>

/** What a node's agent says of itself and of the conf dir. */
export const NodeFacts = Type.Object({
  node: Type.String(),
  version: Type.String(),
  mode: Type.Union([Type.Literal('attach'), Type.Literal('observe')]),
  confDir: Type.String(),
  /** In the order in which the runtime reads them: the first that is valid is in force. */
  confFiles: Type.Array(ConfFileFacts),
})
export type NodeFacts = Static<typeof NodeFacts>
