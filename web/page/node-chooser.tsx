import { useSignal } from '@preact/signals'
import { useId, useRef } from 'preact/hooks'
import type { SeenNode } from '../../domain/seen-node.ts'
import { pageWords } from '../catalogue/page.ts'
import { formatAgo } from '../format/age.ts'
import { nodeHref } from '../model/node-address.ts'
import type { PageModel } from '../model/page-model.ts'
import { matchingNodes } from './matching-nodes.ts'
import { usePage } from './page-parts.ts'
import { hrefOf } from './route.ts'

/** Fewer than this are found faster by eye. */
const leastToSearch = 12
/** Rows of a node that is there are at most so old. */
const freshMs = 120_000

/** Whose figures these are; where the server has several nodes, a list of links to each of their pages. */
export function NodeChooser({ model }: { model: PageModel }) {
  const shown = model.board.value?.node
  const nodes = model.nodes.value
  if (nodes.length > 1) return <Chooser shown={shown} nodes={nodes} model={model} />
  return shown === undefined ? null : <span class="top__node">{shown}</span>
}

function Chooser(props: { shown: string | undefined; nodes: readonly SeenNode[]; model: PageModel }) {
  const { shown, nodes, model } = props
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const text = useSignal('')
  const words = pageWords.value
  const stand = () => {
    if (!button.current || !list.current) return
    text.value = ''
    const { left, bottom } = button.current.getBoundingClientRect()
    list.current.style.left = `${left}px`
    list.current.style.top = `${bottom + 6}px`
  }
  return (
    <>
      <button ref={button} type="button" class="top__node top__node--button" popovertarget={id}>
        <span class="sr-only">{words.node} </span>
        {shown ?? words.chooseNode}
        <svg class="top__open" viewBox="0 0 10 6" aria-hidden="true">
          <path d="M1 1l4 4 4-4" />
        </svg>
      </button>
      <div ref={list} id={id} class="nodes" popover="auto" onBeforeToggle={stand}>
        {nodes.length >= leastToSearch && (
          <input
            class="nodes__search"
            type="text"
            autofocus
            aria-label={words.findNode}
            placeholder={words.findOneOf(nodes.length)}
            value={text.value}
            onInput={(event) => {
              text.value = event.currentTarget.value
            }}
          />
        )}
        <Matches shown={shown} matches={matchingNodes(nodes, text.value)} model={model} />
      </div>
    </>
  )
}

function Matches(props: {
  shown: string | undefined
  matches: ReturnType<typeof matchingNodes>
  model: PageModel
}) {
  const { matches, shown, model } = props
  const { path, query } = usePage().route.view.value
  const hash = path === '/' ? '' : hrefOf(path, query)
  const words = pageWords.value
  return (
    <>
      <ul class="nodes__list" aria-label={words.nodes}>
        {matches.shown.map(({ name, seenAt }) => (
          <li key={name}>
            <a
              class="nodes__link"
              href={`${nodeHref(name, location.search)}${hash}`}
              aria-current={name === shown ? 'page' : undefined}
            >
              {name}
              {model.now.value - seenAt > freshMs && (
                <span class="nodes__age">{words.seen(formatAgo(model.now.value - seenAt))}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
      <p class="nodes__more" role="status">
        {matches.shown.length === 0 && words.noNode}
        {matches.more > 0 && words.moreNodes(matches.more)}
      </p>
    </>
  )
}
