import { useEffect, useState } from 'preact/hooks'
import type { ClusterOverview } from '../../domain/cluster-overview.ts'
import { faultOf, isAbort, type ApiFault } from '../api/api-fault.ts'
import { overviewEvents, readOverview } from '../api/overview.ts'
import type { Answered } from '../api/use-answer.ts'
import type { StreamedEvent } from '../live/event-stream.ts'
import { followEvents } from '../live/follow-events.ts'
import { browserTimers } from '../live/timers.ts'
import { usePage } from '../page/page-parts.ts'

/**
 * All nodes, as the server tells of them while the page is not paused. Where it lets nobody follow, it is asked once at each
 * attempt, which says why too.
 */
export function useOverview(): Answered<ClusterOverview> {
  const { client, model } = usePage()
  const isPaused = model.link.value.state === 'paused'
  const [value, setValue] = useState<ClusterOverview | undefined>(undefined)
  const [fault, setFault] = useState<ApiFault | undefined>(undefined)
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (isPaused) return undefined
    const leaving = new AbortController()
    const { signal } = leaving
    const show = (overview: ClusterOverview) => {
      if (signal.aborted) return
      setValue(overview)
      setFault(undefined)
    }
    const fail = (error: unknown) => {
      if (!isAbort(error) && !signal.aborted) setFault(faultOf(error))
    }
    const follower = {
      open: (lastEventId: string, until: AbortSignal) => overviewEvents(client, lastEventId, until),
      timers: browserTimers,
      random: Math.random,
      onOpen: () => undefined,
      onEvent: ({ type, data }: StreamedEvent) => {
        if (type === 'overview') show(JSON.parse(data) as ClusterOverview)
      },
      onLost: () => void readOverview(client, signal).then(show, fail),
    }
    void followEvents(follower, signal)
    return () => leaving.abort()
  }, [client, isPaused, round])
  const again = () => setRound((before) => before + 1)
  return { value, fault, isLoading: value === undefined && fault === undefined, again }
}
