import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'

type Members = Readonly<Record<string, unknown>>

const invalid = (message: string) =>
  new CniError(errorCodes.invalidConfig, `Invalid network configuration: ${message}`)

/**
 * The namespaces whose NetworkAttachmentDefinitions every pod may use, if namespace isolation is on: undefined
 * otherwise. Both members stand in `genie`, or beside it as Multus has them. Throws code 7 for what could be misread:
 * a wall that is quietly missing is worse than a pod that waits.
 */
export function sharedNamespaces(conf: Members, genie: Members): readonly string[] | undefined {
  const isolation = genie['namespaceIsolation'] ?? conf['namespaceIsolation'] ?? false
  if (isolation === false || isolation === 'false') return undefined
  if (isolation !== true && isolation !== 'true') throw invalid('namespaceIsolation must be true or false')
  const shared = genie['globalNamespaces'] ?? conf['globalNamespaces'] ?? ''
  if (typeof shared === 'string') return shared.trim() === '' ? ['default'] : namesOf(shared.split(','))
  if (!Array.isArray(shared) || !shared.every((name) => typeof name === 'string'))
    throw invalid('globalNamespaces must be a list of namespaces, or a text such as "default,shared"')
  return namesOf(shared)
}

const namesOf = (parts: readonly string[]): readonly string[] =>
  parts.map((part) => part.trim()).filter((part) => part !== '')
