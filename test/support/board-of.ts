import type { NetworkBoard } from '../../domain/network-board.ts'

/** A board of these networks, best first; those with a `!` can take no pod. */
export function boardOf(...names: readonly string[]): NetworkBoard {
  const networks = names.map((name, index) => ({
    name: name.replace('!', ''),
    plugins: ['bridge'],
    state: 'healthy' as const,
    standing: {
      network: name.replace('!', ''),
      score: 0.5,
      rank: name.endsWith('!') ? null : index + 1,
      excluded: name.endsWith('!') ? { code: 'addresses-exhausted' as const, detail: 'full' } : null,
      reservedBitsPerSecond: 0,
      reservedAttachments: 0,
      kpis: [],
    },
    sample: null,
    traffic: [],
  }))
  return { at: 0, node: 'genie-node', networks }
}
