import { useEffect } from 'preact/hooks'
import { readHistory } from '../api/networks.ts'
import { usePage } from '../page/page-parts.ts'
import { trailMs } from '../model/trails.ts'

/** More networks than these are drawn from now on only: nobody waits for a hundred histories. */
const mostHistories = 40

/** Asks once how the networks of a node have been, one after the other, and not before the board is drawn. */
export function useHistories(node: string, networks: readonly string[]): void {
  const { client, model } = usePage()
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const readAll = async () => {
      const from = Math.max(0, Math.round(model.now.peek()) - trailMs)
      for (const network of networks.slice(0, mostHistories)) {
        if (signal.aborted) return
        const history = await readHistory(client, network, { from, resolution: 'raw' }, signal).catch(
          () => undefined,
        )
        if (history) model.trails.add(history)
      }
    }
    void readAll()
    return () => leaving.abort()
  }, [client, node, networks.toSorted().join('/')])
}
