/** How far the pointer is along an element, 0 to 1. */
export function pointerShare(event: PointerEvent): number {
  const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
  return Math.min(1, Math.max(0, (event.clientX - box.left) / Math.max(box.width, 1)))
}
