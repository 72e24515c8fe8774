import { Type } from 'typebox'

/** How every fault is answered: one sentence. */
export const Fault = Type.Object({ message: Type.String() })
