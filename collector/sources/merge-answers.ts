import type { AttachmentSample, NetworkFigures } from '../../domain/network-sample.ts'
import type { SourceKind } from './figure-source.ts'

/** What one source tells of each network, and of single attachments. */
export interface Told {
  readonly kind: SourceKind
  readonly figures: ReadonlyMap<string, Partial<NetworkFigures>>
  readonly attachments: readonly AttachmentSample[]
}

/** Figures that mean the same whoever tells the rest of their kind: drops, and how many subnets there are. */
const alone = ['dropRatio', 'subnets'] as const

/**
 * Of each kind the first source that has measured a network tells its figures, so that they belong together; those
 * that stand alone come from the first that has them. A source that measured nothing is heard where nobody did. Kinds
 * go side by side.
 */
export function mergeAnswers(told: readonly Told[]): Map<string, Partial<NetworkFigures>> {
  const merged = new Map<string, Partial<NetworkFigures>>()
  const networks = new Set(told.flatMap(({ figures }) => [...figures.keys()]))
  const kinds = new Set(told.map(({ kind }) => kind))
  for (const network of networks)
    for (const kind of kinds) {
      const answers = told.flatMap((one) => (one.kind === kind ? (one.figures.get(network) ?? []) : []))
      merged.set(network, { ...merged.get(network), ...together(answers) })
    }
  return merged
}

/** The samples of attachments, each from the first source that has one. */
export function mergeAttachments(told: readonly Told[]): AttachmentSample[] {
  const taken = new Map<string, AttachmentSample>()
  for (const { attachments } of told)
    for (const sample of attachments) {
      const key = `${sample.containerId}@${sample.ifname}`
      if (!taken.has(key)) taken.set(key, sample)
    }
  return [...taken.values()]
}

function together(answers: readonly Partial<NetworkFigures>[]): Partial<NetworkFigures> {
  let figures: Partial<NetworkFigures> = answers.find(isMeasured) ?? answers[0] ?? {}
  for (const figure of alone) {
    const known = answers.find((answer) => typeof answer[figure] === 'number')?.[figure]
    if (known !== undefined) figures = { ...figures, [figure]: known }
  }
  return figures
}

function isMeasured(answer: Partial<NetworkFigures>): boolean {
  return Object.entries(answer).some(
    ([name, value]) =>
      typeof value === 'number' && !name.endsWith('At') && !(alone as readonly string[]).includes(name),
  )
}
