import type { NetworkStatus } from '../../domain/resources/network-resource.ts'
import type { NodeFigures } from '../scrape/agent-scraper.ts'
import { updatedConditions, type Verdict } from '../status/updated-conditions.ts'
import type { NetworkObject } from './network-object.ts'
import type { NetworkFault, Represented } from './represented-conf.ts'
import type { NetworkSum } from './sum-network.ts'

/** What a network's status is made of. */
export interface StatusFacts {
  readonly network: NetworkObject
  /** What stands there now. */
  readonly current: NetworkStatus | undefined
  readonly represented: Represented
  /** The sum for the conf that it stands for. */
  readonly sum: NetworkSum
  readonly agents: readonly NodeFigures[]
  /** RFC 3339. */
  readonly now: string
}

/** What the status of a network is to say now. */
export function desiredNetworkStatus({
  network,
  current,
  represented,
  sum,
  agents,
  now,
}: StatusFacts): NetworkStatus {
  const ready = 'fault' in represented ? faulty(represented.fault) : heard(represented.conf, sum, agents)
  return {
    observedGeneration: network.generation,
    ...sum,
    conditions: updatedConditions([ready], current?.conditions, network.generation, now),
  }
}

function faulty({ reason, message }: NetworkFault): Verdict {
  return { type: 'Ready', status: 'False', reason, message }
}

function heard(conf: string, { nodes, bands }: NetworkSum, agents: readonly NodeFigures[]): Verdict {
  if (nodes > 0 && nodes === bands['Unusable'])
    return ready('False', 'Unusable', `No node of those that have ${conf} can take another pod on it`)
  if (nodes > 0) return ready('True', 'Summed', 'Summed up from every agent that has it')
  if (agents.length === 0) return ready('Unknown', 'NoAgent', 'There is no agent that could tell of it')
  if (agents.every(({ figures }) => figures !== null))
    return ready('False', 'NoNode', `No node has a conf named ${conf}: put it there, or change conf`)
  return ready('Unknown', 'AgentsSilent', `No agent that answers has ${conf}, and not all of them answer`)
}

function ready(status: Verdict['status'], reason: string, message: string): Verdict {
  return { type: 'Ready', status, reason, message }
}
