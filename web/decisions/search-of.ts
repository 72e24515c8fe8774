import { decisionOutcomes } from './outcomes.ts'
import type { DecisionSearch } from '../api/decisions.ts'

/** What is looked for, as it stands in the address and in the fields: text, empty where nothing is said. */
export interface SearchText {
  readonly pod: string
  readonly namespace: string
  readonly network: string
  readonly outcome: string
  /** As a field of date and time has it, in the reader's zone: `2026-11-25T14:00`. */
  readonly from: string
  readonly to: string
}

/** Fields that cannot be searched for, with the word for why. */
export type SearchFaults = Readonly<
  Partial<Record<keyof SearchText, 'tooLong' | 'noName' | 'noTime' | 'notAfter' | 'noOutcome'>>
>

const empty: SearchText = { pod: '', namespace: '', network: '', outcome: '', from: '', to: '' }
const names = ['pod', 'namespace', 'network'] as const
const mostLetters = { pod: 253, namespace: 253, network: 256 } as const
/** No pod and no namespace is called so; conf names are freer. */
const objectName = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/

/** What the address says is looked for; what it does not know is left alone. */
export function searchIn(query: Readonly<Record<string, string>>): SearchText {
  const known = Object.keys(empty).flatMap((key) =>
    query[key] === undefined ? [] : [[key, query[key].trim()]],
  )
  return { ...empty, ...(Object.fromEntries(known) as Partial<SearchText>) }
}

/** Whether anything is looked for. */
export const isSearch = (text: SearchText): boolean => Object.values(text).some((value) => value !== '')

/** What to ask the server, or which fields it would refuse. */
export function searchOf(text: SearchText): {
  readonly search: DecisionSearch
  readonly faults: SearchFaults
} {
  const faults = { ...nameFaults(text), ...timeFaults(text), ...outcomeFault(text) }
  const [from, to] = [timeOf(text.from), timeOf(text.to)]
  const outcome = decisionOutcomes.find((each) => each === text.outcome)
  const search = {
    ...Object.fromEntries(names.flatMap((name) => (text[name] === '' ? [] : [[name, text[name]]]))),
    ...(outcome !== undefined && { outcome }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
  return { search, faults }
}

function nameFaults(text: SearchText): SearchFaults {
  const faults = names.flatMap((name) => {
    const value = text[name]
    if (value.length > mostLetters[name]) return [[name, 'tooLong']]
    return name !== 'network' && value !== '' && !objectName.test(value) ? [[name, 'noName']] : []
  })
  return Object.fromEntries(faults) as SearchFaults
}

function timeFaults({ from, to }: SearchText): SearchFaults {
  const [begin, end] = [timeOf(from), timeOf(to)]
  if (from !== '' && begin === undefined) return { from: 'noTime' }
  if (to !== '' && end === undefined) return { to: 'noTime' }
  return begin !== undefined && end !== undefined && end <= begin ? { to: 'notAfter' } : {}
}

const outcomeFault = ({ outcome }: SearchText): SearchFaults =>
  outcome === '' || decisionOutcomes.some((each) => each === outcome) ? {} : { outcome: 'noOutcome' }

const dateAndTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

/** Unix ms, by the reader's zone; undefined for what is no time. */
function timeOf(text: string): number | undefined {
  const at = dateAndTime.test(text) ? new Date(text).getTime() : NaN
  return Number.isNaN(at) || at < 0 ? undefined : at
}
