/** A box in the viewport, in CSS pixels. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const gap = 8

/** Where a hint goes: above what it explains, below it where there is no room, and never over the viewport's edge. */
export function placeHint(
  anchor: Box,
  hint: { readonly width: number; readonly height: number },
  viewport: { readonly width: number; readonly height: number },
): { left: number; top: number } {
  const centred = anchor.left + anchor.width / 2 - hint.width / 2
  const left = Math.max(gap, Math.min(centred, viewport.width - hint.width - gap))
  const above = anchor.top - hint.height - gap
  const below = Math.min(anchor.top + anchor.height + gap, viewport.height - hint.height - gap)
  return { left, top: above >= gap ? above : Math.max(gap, below) }
}
