import type { NetworkSample } from '../../domain/network-sample.ts'
import type { SampleStore } from '../../store/sample-store.ts'

const recallMs = 60_000
const mostSamples = 60

/** The rounds of the last minute that the store still has of these networks, oldest first. */
export async function recallRounds(
  store: Pick<SampleStore, 'recent'>,
  networks: readonly Pick<NetworkSample, 'network'>[],
  nowMs: number,
): Promise<readonly (readonly NetworkSample[])[]> {
  const rounds = new Map<number, NetworkSample[]>()
  for (const { network } of networks)
    for (const sample of await store.recent(network, nowMs - recallMs, mostSamples))
      rounds.set(sample.at, [...(rounds.get(sample.at) ?? []), sample])
  return [...rounds].toSorted(([one], [other]) => one - other).map(([, round]) => round)
}
