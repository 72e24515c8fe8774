/** The id of the field for a place of a body: `/weights/latency` is `field-weights-latency`. */
export const fieldId = (pointer: string): string =>
  `field${pointer.replace(/[^\w-]+/g, '-').replace(/-$/, '')}`
