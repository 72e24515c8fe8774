import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import type { ManifestSource } from './manifest-source.ts'

/** What a manifest is of, as far as it is found by it. */
interface Named {
  readonly namespace: string
  readonly name: string
}

/**
 * The one of that name, the first if there are several; undefined if there is none.
 * @throws {CniError} of code 11 if there is none, and `source` doubts that it knows them all; `kind` names it then
 */
export function found<T extends Named>(
  values: readonly T[],
  { namespace, name }: Named,
  source: Pick<ManifestSource, 'doubt'>,
  kind: string,
): T | undefined {
  const value = values.find((each) => each.namespace === namespace && each.name === name)
  if (value !== undefined || source.doubt === null) return value
  throw new CniError(
    errorCodes.tryAgainLater,
    `Cannot find ${kind} ${namespace}/${name} in what is known: ${source.doubt}`,
  )
}
