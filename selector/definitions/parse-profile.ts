import Value from 'typebox/value'
import type { Profile } from '../../domain/profile.ts'
import { resourceApiVersion } from '../../domain/resources/resource-group.ts'
import { SelectionProfileSpec, type LabelSelector } from '../../domain/resources/selection-profile.ts'
import type { Manifest } from '../../domain/manifest.ts'
import { schemaFaults } from '../../domain/schema-faults.ts'
import { answerFaults } from '../../questionnaire/answers/answer-faults.ts'
import { profileParts } from '../../questionnaire/profile-parts.ts'
import { checkSelector } from './check-selector.ts'

/** A SelectionProfile as choosing needs it, and to whom it belongs. */
export interface BoundProfile {
  readonly namespace: string
  readonly name: string
  /** Which pods have it without naming it; null for none. */
  readonly podSelector: LabelSelector | null
  readonly isNamespaceDefault: boolean
  /** With what its answers and its preset lead to, and the built-in weights where nothing says another. */
  readonly profile: Profile
}

/**
 * The profile of a manifest; undefined for other kinds.
 * @throws {Error} that says what makes no sense in it
 */
export function parseProfile(manifest: Manifest): BoundProfile | undefined {
  const { apiVersion, kind, namespace, name, generation } = manifest
  if (kind !== 'SelectionProfile' || apiVersion !== resourceApiVersion) return undefined
  const spec = specOf(manifest.spec)
  const { podSelector = null, namespaceDefault } = spec
  const { switching: _, ...parts } = profileParts(spec)
  const profile = { name: `${namespace}/${name}`, version: generation, ...parts }
  if (Object.values(profile.weights).every((weight) => weight === 0))
    throw new Error('all of its weights are 0: give one of them a weight')
  if (podSelector !== null) checkSelector(podSelector)
  return { namespace, name, podSelector, isNamespaceDefault: namespaceDefault === true, profile }
}

function specOf(spec: unknown): SelectionProfileSpec {
  const value = Value.Default(SelectionProfileSpec, Value.Clone(spec ?? {}))
  const [fault] = schemaFaults(Value.Errors(SelectionProfileSpec, value))
  if (fault !== undefined) throw new Error(`spec${fault.pointer} ${fault.detail}`)
  const read = value as SelectionProfileSpec
  const [contradiction] = answerFaults(read.answers ?? {})
  if (contradiction !== undefined)
    throw new Error(`spec/answers${contradiction.pointer} ${contradiction.detail}`)
  return read
}
