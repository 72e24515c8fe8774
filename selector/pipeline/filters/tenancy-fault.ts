import type { Exclusion, ExclusionParameters } from '../../../domain/exclusion.ts'
import type { NetworkFacts } from '../../../domain/network-facts.ts'
import type { Constraints } from '../../../domain/profile.ts'

type TenancyKind = NonNullable<ExclusionParameters['tenancy']>

/** For whom a network is looked at, as far as tenancy goes; an empty namespace is nobody's in particular. */
export interface Tenant {
  readonly namespace: string
  readonly tenancy: Constraints['tenancy']
}

/** Why a pod of that namespace may not share the network with those that it is for, or null. */
export function tenancyFault(
  { namespaces }: Pick<NetworkFacts, 'namespaces'>,
  { namespace, tenancy = 'shared' }: Tenant,
): Exclusion | null {
  const isStranger = namespace !== '' && namespaces?.includes(namespace) === false
  if (isStranger) return fault(`it is for pods of ${listed(namespaces)} only`, 'stranger', namespaces)
  if (tenancy === 'isolated' && namespaces === undefined)
    return fault(
      'the profile wants a network that is for named namespaces, and this one is for all',
      'isolated',
    )
  if (tenancy === 'dedicated' && namespaces?.length !== 1)
    return fault(
      `the profile wants a network for its namespace alone, and this one is for ${listed(namespaces)}`,
      'dedicated',
      namespaces,
    )
  return null
}

const fault = (detail: string, kind: TenancyKind, names?: readonly string[]): Exclusion => ({
  code: 'tenancy',
  detail,
  parameters: { tenancy: kind, ...(names && { names: [...names] }) },
})

function listed(namespaces: readonly string[] | undefined): string {
  if (namespaces === undefined) return 'all'
  return namespaces.join(', ') || 'no namespace'
}
