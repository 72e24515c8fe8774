import { useComputed } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { readBoardOf } from '../../api/networks.ts'
import { boardWords } from '../../catalogue/board.ts'
import { browserTimers } from '../../live/timers.ts'
import { usePage } from '../../page/page-parts.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { ClusterCounts } from './cluster-counts.tsx'
import { ClusterLines } from './cluster-lines.ts'
import { followNodes } from './follow-nodes.ts'
import { NodeRow } from './node-row.tsx'
import { nodesInSight, nodesToAsk } from './nodes-to-ask.ts'
import './cluster.css'

/** Every node of the cluster, and how each of its networks is, in one grid. */
export function ClusterView() {
  const lines = useMemo(() => new ClusterLines(), [])
  const box = useRef<HTMLDivElement>(null)
  useFollowed(lines, box)
  const words = boardWords.value
  return (
    <section class="section" aria-labelledby="cluster-title">
      <div class="section__head">
        <h2 id="cluster-title" class="section__title">
          {words.cluster.title}
        </h2>
        <ClusterCounts lines={lines} />
      </div>
      {lines.hasAny.value ? <Grid lines={lines} box={box} /> : <Skeleton rows={8} />}
    </section>
  )
}

function Grid({ lines, box }: { lines: ClusterLines; box: RefObject<HTMLDivElement | null> }) {
  const { model } = usePage()
  const words = boardWords.value
  const networks = lines.networks.value
  return (
    <div ref={box} class="cluster" role="region" aria-label={words.cluster.title} tabIndex={0}>
      <div
        class="cluster__grid"
        role="table"
        aria-label={words.cluster.tableLabel}
        ref={(grid) => grid?.style.setProperty('--networks', String(networks.length))}
      >
        <div role="row" class="cluster__row cluster__row--head">
          <span role="columnheader">{words.cluster.node}</span>
          {networks.map((network) => (
            <span key={network} role="columnheader" class="cluster__network">
              {network}
            </span>
          ))}
        </div>
        {model.nodes.value.map(({ name }) => (
          <NodeRow key={name} node={name} known={lines.of(name)} networks={lines.networks} />
        ))}
      </div>
    </div>
  )
}

/** Follows the nodes while the page is live: paused is paused here too. */
function useFollowed(lines: ClusterLines, box: RefObject<HTMLDivElement | null>): void {
  const { client, model } = usePage()
  const isLive = useComputed(() => model.link.value.state === 'live').value
  useEffect(() => {
    if (!isLive) return undefined
    const leaving = new AbortController()
    let round = -1
    const follower = {
      nodes: () => {
        round += 1
        const names = model.nodes.peek().map(({ name }) => name)
        return nodesToAsk(names, nodesInSight(box.current), round)
      },
      read: (node: string, signal: AbortSignal) => readBoardOf(client, node, signal),
      timers: browserTimers,
      nowMs: () => performance.now(),
      onBoards: lines.take.bind(lines),
    }
    void followNodes(follower, leaving.signal)
    return () => leaving.abort()
  }, [client, lines, isLive])
}
