import type { ProfileRequest } from '../../domain/questionnaire.ts'
import type { Texts } from './answers-of.ts'

/** For which pods a profile is. */
export type AppliesTo = 'annotation' | 'namespace' | 'selector'
/** What a profile is called and for, and which of its fields cannot be taken. */
export interface ProfileTarget {
  readonly request: Omit<ProfileRequest, 'answers'>
  readonly faults: ReadonlySet<'/name' | '/namespace' | '/podSelector'>
}

const labelPattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
const pairPattern = /^([\w./-]{1,317})=([\w.-]{0,63})$/

/** Reads the fields below the questions; what cannot be taken is left out. */
export function profileTarget(texts: Texts): ProfileTarget {
  const faults = new Set<'/name' | '/namespace' | '/podSelector'>()
  const called = (at: '/name' | '/namespace', otherwise: string) => {
    const text = (texts[at] ?? '').trim() || otherwise
    if (labelPattern.test(text)) return text
    faults.add(at)
    return otherwise
  }
  const request = { name: called('/name', 'answered'), namespace: called('/namespace', 'default') }
  if (texts['/for'] === 'namespace') return { request: { ...request, namespaceDefault: true }, faults }
  if (texts['/for'] !== 'selector') return { request, faults }
  const matchLabels = labelsOf(texts['/podSelector'] ?? '')
  if (matchLabels === undefined) faults.add('/podSelector')
  return { request: { ...request, ...(matchLabels && { podSelector: { matchLabels } }) }, faults }
}

/** Labels as `name=value,name=value`; undefined if that is not what it says. */
export function labelsOf(text: string): Record<string, string> | undefined {
  const pairs = text.split(',').map((each) => pairPattern.exec(each.trim()))
  if (pairs.some((pair) => pair === null)) return undefined
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']))
}
