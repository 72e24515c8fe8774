import type { PageModel } from '../model/page-model.ts'

/** Follows nothing while the tab is hidden; whoever had paused it finds it paused. */
export function stopWhileHidden(
  document: Pick<Document, 'hidden' | 'addEventListener'>,
  model: Pick<PageModel, 'link' | 'start' | 'pause'>,
): void {
  let pausedByHiding = false
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && model.link.value.state !== 'paused') {
      pausedByHiding = true
      model.pause()
    } else if (!document.hidden && pausedByHiding) {
      pausedByHiding = false
      model.start()
    }
  })
}
