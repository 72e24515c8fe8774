import type { KubeObject } from '../../../kube/kube-object.ts'
import { parseCidr, type AddressSpan } from '../address-span.ts'
import type { ObjectQuery } from '../cluster-objects.ts'
import { recordOf, textOf, textsOf } from '../plugin-conf.ts'

/** What is kept of an IPPool. */
export interface CalicoPool {
  readonly name: string
  readonly cidr: string
  readonly span: AddressSpan
  /** Whether workloads get addresses of it. */
  readonly isOpen: boolean
  /** Whether it selects all nodes. */
  readonly isEverywhere: boolean
}

/** What is kept of an IPAMBlock. */
export interface CalicoBlock {
  readonly span: AddressSpan
  /** Whose it is; null for nobody's. */
  readonly node: string | null
  readonly used: number
}

/** What is kept of the one IPAMConfig. */
export interface CalicoConfig {
  readonly strictAffinity: boolean
}

/** So many blocks are followed: beyond, each agent would hold what all nodes do, and hear of every pod of the cluster. */
export const mostBlocks = 2_000

/** The group of the CRDs, and that of clusters whose CRDs are of the public API itself. */
const apis = ['crd.projectcalico.org/v1', 'projectcalico.org/v3'] as const

/** All pools: there are few, and they hardly ever change. */
export const poolQuery: ObjectQuery<CalicoPool> = {
  apis: [...apis],
  kind: 'IPPool',
  plural: 'ippools',
  isNamespaced: false,
  keep: parsePool,
}

/** All blocks, of which there may be too many: no selector picks out a node's. */
export const blockQuery: ObjectQuery<CalicoBlock> = {
  apis: [...apis],
  kind: 'IPAMBlock',
  plural: 'ipamblocks',
  isNamespaced: false,
  most: mostBlocks,
  keep: parseBlock,
}

/** The same thing has another name in each group (libcalico-go/lib/apis/internalapi/ipam_config.go). */
export const configQueries: readonly ObjectQuery<CalicoConfig>[] = [
  config('crd.projectcalico.org/v1', 'IPAMConfig', 'ipamconfigs'),
  config('projectcalico.org/v3', 'IPAMConfiguration', 'ipamconfigurations'),
]

function config(api: string, kind: string, plural: string): ObjectQuery<CalicoConfig> {
  return { apis: [api], kind, plural, isNamespaced: false, name: 'default', keep: parseConfig }
}

/**
 * Reads an IPPool (api/pkg/apis/projectcalico/v3/ippool.go): `cidr`, `disabled`, `nodeSelector`, and `allowedUses`, which
 * is workloads and tunnels where it is left out.
 * @throws {Error} if it has no CIDR
 */
export function parsePool({ metadata, spec }: KubeObject): CalicoPool {
  const { cidr, disabled, nodeSelector, allowedUses } = recordOf(spec)
  const uses = textsOf(allowedUses)
  const selector = textOf(nodeSelector)?.trim() ?? 'all()'
  return {
    name: metadata.name,
    cidr: String(cidr),
    span: spanOf(cidr),
    isOpen: disabled !== true && (uses.length === 0 || uses.includes('Workload')),
    isEverywhere: selector === 'all()',
  }
}

/**
 * Reads an IPAMBlock (libcalico-go/lib/apis/internalapi/ipam_block.go): of `allocations` each null is a free address, and
 * `affinity` is `host:<node>`. One that is `deleted` is as good as gone.
 * @throws {Error} if it is none
 */
export function parseBlock({ spec }: KubeObject): CalicoBlock | undefined {
  const { cidr, affinity, allocations, deleted } = recordOf(spec)
  if (deleted === true) return undefined
  const span = spanOf(cidr)
  if (!Array.isArray(allocations)) throw new Error('it has no allocations')
  const used = allocations.reduce<number>((sum, each) => sum + (each === null ? 0 : 1), 0)
  if (BigInt(used) > span.last - span.first + 1n) throw new Error('it has more allocations than addresses')
  const host = textOf(affinity) ?? ''
  return { span, node: host.startsWith('host:') ? host.slice('host:'.length) : null, used }
}

/** Reads an IPAMConfig, or an IPAMConfiguration. */
export function parseConfig({ spec }: KubeObject): CalicoConfig {
  return { strictAffinity: recordOf(spec)['strictAffinity'] === true }
}

function spanOf(cidr: unknown): AddressSpan {
  const span = typeof cidr === 'string' ? parseCidr(cidr) : null
  if (span === null) throw new Error('its cidr is none')
  return span
}
