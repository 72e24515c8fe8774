import { boardWords } from '../../catalogue/board.ts'
import { usePage } from '../../page/page-parts.ts'
import { Comparison } from './comparison.tsx'
import { pinnedIn } from './pinned.ts'

/** The two networks that are pinned, or what to do with the one that is. */
export function Pinned() {
  const { model, route } = usePage()
  const pins = pinnedIn(route.view.value.query)
  const networks = model.board.value?.networks ?? []
  const [one, other] = pins.flatMap((name) => networks.find((network) => network.name === name) ?? [])
  if (one && other) return <Comparison one={one} other={other} />
  return one ? <p class="section__note">{boardWords.value.pinAnother(one.name)}</p> : null
}
