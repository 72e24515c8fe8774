import { Type } from 'typebox'

/** A node as Kubernetes names them. */
export const NodeName = Type.String({ minLength: 1, maxLength: 253 })
