import { pageWords } from '../catalogue/page.ts'
import { formatTimeOfDay } from '../format/moment.ts'
import { usePage } from './page-parts.ts'

/** Over whatever is shown while the server is away. The bar above announces it; here it is only seen. */
export function LostBanner() {
  const { model } = usePage()
  const link = model.link.value
  if (link.state !== 'lost' || !model.board.value) return null
  const words = pageWords.value
  return (
    <p class="banner">
      <svg class="banner__mark" viewBox="0 0 12 12" aria-hidden="true">
        <path d="M6 .8 11.600 11H.4z" />
      </svg>
      <span>
        <b>{words.lost(formatTimeOfDay(link.at))}.</b> {words.lostBanner}
      </span>
    </p>
  )
}
