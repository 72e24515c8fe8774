import type { Profile } from '../../domain/profile.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { ExtenderArgs, ExtenderFilterResult, HostPriority } from './extender-types.ts'
import { neutral, type NodeJudgement } from './judge-node.ts'
import type { NodeModels } from './node-models.ts'
import { askOf, type PodAsk } from './pod-ask.ts'

/** The scheduler waits: of nodes that are not judged by then is said what was said before. */
const limitMs = 100

/** What an extender answers from. */
export interface ExtenderParts {
  readonly models: Pick<NodeModels, 'of'>
  /** The profile that counts for a pod; undefined if it is not ours to judge. */
  readonly profileOf: (ask: PodAsk) => Profile | undefined
  readonly clock: Clock
  /** Told how many nodes were judged for a pod that leaves the choice to us, how many failed, and how many came too late. */
  readonly onJudged: (nodes: {
    readonly judged: number
    readonly failed: number
    readonly late: number
  }) => void
}

/** Says to kube-scheduler which nodes can give a pod a network, and how good it would be. Pods that name theirs pass. */
export class Extender {
  readonly #parts: ExtenderParts

  constructor(parts: ExtenderParts) {
    this.#parts = parts
  }

  /** @throws {ApiFault} 400 without nodes */
  filter(args: ExtenderArgs): ExtenderFilterResult {
    const judged = this.#judge(args)
    const failures = [...judged].flatMap(([name, { failure, isFinal }]) =>
      failure === null ? [] : [{ name, failure, isFinal }],
    )
    const messages = (isFinal: boolean) =>
      Object.fromEntries(
        failures.filter((each) => each.isFinal === isFinal).map(({ name, failure }) => [name, failure]),
      )
    const passes = (name: string) => (judged.get(name)?.failure ?? null) === null
    const { NodeNames, Nodes } = args
    return {
      NodeNames: NodeNames?.filter(passes) ?? null,
      Nodes: Nodes
        ? { ...Nodes, items: Nodes.items?.filter(({ metadata }) => passes(metadata.name)) ?? [] }
        : null,
      FailedNodes: messages(false),
      FailedAndUnresolvableNodes: messages(true),
      Error: '',
    }
  }

  /** All the same, 0, for a pod that is not ours to judge. */
  prioritize(args: ExtenderArgs): HostPriority[] {
    const judged = this.#judge(args)
    return namesIn(args).map((Host) => ({ Host, Score: judged.get(Host)?.priority ?? 0 }))
  }

  /** Each node by its name; nobody for a pod that is not ours to judge. */
  #judge(args: ExtenderArgs): ReadonlyMap<string, NodeJudgement> {
    const names = namesIn(args)
    const ask = askOf(args.Pod)
    const profile = ask === null ? undefined : this.#parts.profileOf(ask)
    if (ask === null || profile === undefined) return new Map()
    const { models, clock } = this.#parts
    const endMs = clock.monotonicMs() + limitMs
    let [late, failed] = [0, 0]
    const judge = (name: string): NodeJudgement => {
      const model = models.of(name)
      if (clock.monotonicMs() > endMs) {
        late += 1
        return model?.said(profile, ask.namespace) ?? neutral
      }
      const judgement = model?.judge(profile, ask.namespace) ?? neutral
      if (judgement.failure !== null) failed += 1
      return judgement
    }
    const judged = new Map(names.map((name) => [name, judge(name)]))
    this.#parts.onJudged({ judged: names.length, failed, late })
    return judged
  }
}

function namesIn({ NodeNames, Nodes }: ExtenderArgs): readonly string[] {
  if (NodeNames) return NodeNames
  if (Nodes) return Nodes.items?.map(({ metadata }) => metadata.name) ?? []
  throw new ApiFault(400, 'Cannot judge nodes as there are neither Nodes nor NodeNames: send one of them')
}
