import type { ReadonlySignal } from '@preact/signals'
import { boardWords } from '../../catalogue/board.ts'
import { terms } from '../../catalogue/terms.ts'
import { StateMark } from '../../chart/state-mark.tsx'
import { formatMoment } from '../../format/moment.ts'
import { formatScore } from '../../format/score.ts'
import { formatShare } from '../../format/share.ts'
import { nodeHref } from '../../model/node-address.ts'
import type { KnownLine } from './cluster-lines.ts'
import type { NetworkCell } from './node-line.ts'

/** A node and its networks; only this row is drawn anew when its board comes. */
export function NodeRow(props: {
  node: string
  known: ReadonlySignal<KnownLine>
  networks: ReadonlySignal<readonly string[]>
}) {
  const { node, known, networks } = props
  const { line, isSilent } = known.value
  const href = nodeHref(node, location.search)
  return (
    <div role="row" data-node={node} class={`cluster__row ${isSilent ? 'cluster__row--silent' : ''}`}>
      <span role="rowheader" class="cluster__node">
        <a class="cluster__link" href={href}>
          {node}
        </a>
        {isSilent && <span class="cluster__silent">{boardWords.value.cluster.silent}</span>}
      </span>
      {networks.value.map((network) => (
        <span key={network} role="cell" class="cluster__cell">
          <Cell cell={line?.cells.get(network)} href={href} />
        </span>
      ))}
    </div>
  )
}

/** The node's own link is enough for the keyboard: two thousand stops would be too many. */
function Cell({ cell, href }: { cell: NetworkCell | undefined; href: string }) {
  if (cell === undefined) return <span class="unknown">–</span>
  const { state, score, use, excluded, missesSla, isFirst } = cell
  const kind = excluded !== null ? 'cell--excluded' : isFirst ? 'cell--first' : ''
  return (
    <a class={`cell ${kind}`} href={href} tabIndex={-1} title={sentencesOf(cell)}>
      <StateMark state={state} />
      <span class="cell__score">{formatScore(score)}</span>
      <span class="cell__use">{use === null ? '–' : formatShare(use)}</span>
      {missesSla !== null && <span class="cell__sla">{boardWords.value.cluster.missesSla}</span>}
      {excluded !== null && <span class="cell__reason">{excluded}</span>}
    </a>
  )
}

/** What the pointer is told: state, SLA or reason, and where from and from when the figures are. */
function sentencesOf({ network, state, excluded, missesSla, source, measuredAt }: NetworkCell): string {
  const words = boardWords.value
  const from =
    measuredAt === null
      ? words.nobodyMeasuredIt
      : words.cluster.measuredAt(formatMoment(measuredAt), source ?? words.unknown)
  const because = excluded ?? missesSla
  return [`${network}: ${terms.value.state[state].name}`, because, from].filter(Boolean).join('\n')
}
