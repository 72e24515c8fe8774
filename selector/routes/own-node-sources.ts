import type { Profile } from '../../domain/profile.ts'
import type { SourceStatus } from '../../domain/source-status.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import type { SampleStore } from '../../store/sample-store.ts'
import type { EventFeed } from '../live/event-feed.ts'
import { inShort } from '../live/in-short.ts'
import type { Selector, SelectorOptions } from '../selector.ts'
import type { ApiSources } from './api-sources.ts'
import { wouldDecide, type Wanted } from './would-decide.ts'

/** What an agent knows of its node. */
export interface OwnNode extends Pick<SelectorOptions, 'node' | 'networks' | 'decisions' | 'clock'> {
  readonly selector: Selector
  readonly feed: EventFeed
  readonly samples: Pick<SampleStore, 'history'>
  readonly sources: () => readonly SourceStatus[]
}

/** The API of one node: no other can be asked for. */
export function ownNodeSources(own: OwnNode): ApiSources {
  const { selector, feed, clock } = own
  const shown = {
    feed,
    board: () => selector.board(),
    sources: own.sources,
    wouldDecide: (profile: Profile, namespace: string, wanted?: Wanted) =>
      wouldDecide(selector, profile, namespace, wanted),
  }
  const checked = <T>(name: string | undefined, value: T): T => {
    if (name === undefined || name === own.node) return value
    throw new ApiFault(
      404,
      `Cannot show ${name} as this is the agent of ${own.node}: ask the agent there, or a standing selector`,
    )
  }
  return {
    nodes: () => [{ name: own.node, seenAt: clock.nowMs() }],
    node: (name) => checked(name, shown),
    decisions: (name) => checked(name, own.decisions),
    history: {
      sumsUp: false,
      of: (name, query) => checked(name, own.samples).history(query),
      networks: (name) =>
        checked(
          name,
          own.networks().map((network) => network.name),
        ),
    },
    overview: () => {
      const networks = inShort(selector.board())
      return Promise.resolve([{ name: own.node, seenAt: clock.nowMs(), networks }])
    },
    clock,
  }
}
