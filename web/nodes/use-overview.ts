import { useEffect, useState } from 'preact/hooks'
import type { ClusterOverview } from '../../domain/cluster-overview.ts'
import { faultOf, isAbort, type ApiFault } from '../api/api-fault.ts'
import { readOverview } from '../api/overview.ts'
import type { Answered } from '../api/use-answer.ts'
import { usePage } from '../page/page-parts.ts'

const everyMs = 5_000

/** All nodes, asked for every five seconds while somebody looks and the page is not paused. */
export function useOverview(): Answered<ClusterOverview> {
  const { client, model } = usePage()
  const isPaused = model.link.value.state === 'paused'
  const [value, setValue] = useState<ClusterOverview | undefined>(undefined)
  const [fault, setFault] = useState<ApiFault | undefined>(undefined)
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (isPaused) return undefined
    const leaving = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      try {
        if (!document.hidden || value === undefined) {
          setValue(await readOverview(client, leaving.signal))
          setFault(undefined)
        }
      } catch (error) {
        if (!isAbort(error)) setFault(faultOf(error))
      }
      if (!leaving.signal.aborted) timer = setTimeout(() => void ask(), everyMs)
    }
    void ask()
    return () => {
      leaving.abort()
      clearTimeout(timer)
    }
  }, [client, isPaused, round])
  const again = () => setRound((before) => before + 1)
  return { value, fault, isLoading: value === undefined && fault === undefined, again }
}
