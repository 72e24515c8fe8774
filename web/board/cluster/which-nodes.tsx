import { boardWords } from '../../catalogue/board.ts'
import { usePage } from '../../page/page-parts.ts'
import { hrefOf } from '../../page/route.ts'

/** Whether the address asks for all nodes. */
export const showsCluster = (query: Readonly<Record<string, string>>): boolean => query['nodes'] === 'all'

/** Between one node and all of them, where the server knows several. */
export function WhichNodes() {
  const { model, route } = usePage()
  if (model.nodes.value.length < 2) return null
  const { path, query } = route.view.value
  const words = boardWords.value.cluster
  const isAll = showsCluster(query)
  const link = (nodes: string | undefined, text: string, isHere: boolean) => (
    <a
      class="which__link"
      href={hrefOf(path, { ...query, nodes: nodes ?? '' })}
      aria-current={isHere ? 'true' : undefined}
    >
      {text}
    </a>
  )
  return (
    <nav class="which" aria-label={words.which}>
      {link(undefined, words.one(model.board.value?.node ?? ''), !isAll)}
      {link('all', words.all(model.nodes.value.length), isAll)}
    </nav>
  )
}
