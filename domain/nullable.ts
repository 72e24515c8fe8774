import { Type, type TSchema } from 'typebox'

/** The schema, or null where the figure is not known. Null is never zero. */
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
