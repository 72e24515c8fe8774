import { Type, type Static } from 'typebox'

/** A node that something has been heard of, and when last: Unix time in ms of its newest sample. */
export const SeenNode = Type.Object({ name: Type.String(), seenAt: Type.Integer() })
export type SeenNode = Static<typeof SeenNode>

/** The nodes that an API can show, by name; an agent shows its own. */
export const SeenNodeList = Type.Object({ nodes: Type.Array(SeenNode) })
export type SeenNodeList = Static<typeof SeenNodeList>
