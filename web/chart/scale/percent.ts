/** A share as an SVG length: what is drawn so fits any width without being measured. */
export const percent = (share: number): string => `${(share * 100).toFixed(2)}%`
