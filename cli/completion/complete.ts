import type { Cluster } from '../cluster/cluster.ts'
import type { Command } from '../command/command.ts'
import type { GivenFlags } from '../command/given-flags.ts'
import { contextNames } from './context-names.ts'
import { liveNames } from './live-names.ts'
import { wantedCandidates, type Candidate } from './wanted-candidates.ts'

/** Whoever waits for a completion waits no longer than this. */
const limitMs = 1_000

/** Tells kubectl not to offer file names (cobra's ShellCompDirectiveNoFileComp). */
const noFiles = ':4'

/** What a completion is made from. */
export interface CompletionParts {
  readonly words: readonly string[]
  readonly commands: readonly Command[]
  readonly flags: GivenFlags
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cluster: () => Promise<Cluster>
}

/**
 * Completes the last word as `kubectl_complete-` programs do (kubernetes/kubernetes#105867): a candidate a line, TAB and
 * what it means, then a directive. An API that does not answer offers nothing.
 */
export async function complete(parts: CompletionParts): Promise<string> {
  const { words, commands } = parts
  const { fixed, live, lead } = wantedCandidates(words, commands)
  const typed = words.at(-1) ?? ''
  const names = live === null ? [] : await within(limitMs, namesOf(parts, live)).catch(() => [])
  const candidates: Candidate[] = [...fixed, ...names.map((word) => ({ word, description: '' }))]
  const lines = candidates
    .map(({ word, description }) => ({ word: `${lead}${word}`, description }))
    .filter(({ word }) => word.startsWith(typed))
    .map(({ word, description }) => (description === '' ? word : `${word}\t${description}`))
  return `${[...lines, noFiles].join('\n')}\n`
}

async function namesOf(
  { env, flags, cluster }: CompletionParts,
  live: keyof typeof liveNames | 'contexts',
): Promise<readonly string[]> {
  if (live === 'contexts') return contextNames(env, flags.text('kubeconfig'))
  return liveNames[live](await cluster())
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(ms)
  return Promise.race([
    work,
    new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(new Error('It took too long'))),
    ),
  ])
}
