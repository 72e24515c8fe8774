import type { KubeObject } from '../../../kube/kube-object.ts'
import { parseCidr } from '../address-span.ts'
import type { ObjectQuery } from '../cluster-objects.ts'
import type { IpAddress } from '../ip-address.ts'
import { recordOf, textOf } from '../plugin-conf.ts'
import { canonicalCidr } from './whereabouts-conf.ts'

/** What is kept of an IPPool. */
export interface WhereaboutsPool {
  readonly addresses: readonly IpAddress[]
}

/** What is kept of a NodeSlicePool. */
export interface WhereaboutsSlices {
  readonly range: string
  /** Each node's part of the range. */
  readonly slices: ReadonlyMap<string, string>
}

const api = { apis: ['whereabouts.cni.cncf.io/v1alpha1'], isNamespaced: true } as const

/** The one IPPool of this name, in whatever namespace whereabouts is. */
export function ipPoolQuery(name: string): ObjectQuery<WhereaboutsPool> {
  return { ...api, kind: 'IPPool', plural: 'ippools', name, keep: parseIpPool }
}

/** All of them: one for each range, which changes only when nodes come and go. */
export const slicePoolQuery: ObjectQuery<WhereaboutsSlices> = {
  ...api,
  kind: 'NodeSlicePool',
  plural: 'nodeslicepools',
  keep: parseSlicePool,
}

/**
 * Reads an IPPool (pkg/api/whereabouts.cni.cncf.io/v1alpha1/ippool_types.go): the keys of `allocations` are how far each
 * address is from the range's first.
 * @throws {Error} if its range is none
 */
export function parseIpPool({ spec }: KubeObject): WhereaboutsPool {
  const { range, allocations } = recordOf(spec)
  const span = parseCidr(textOf(range) ?? '')
  if (span === null) throw new Error('its range is none')
  const offsets = Object.keys(recordOf(allocations)).filter((key) => /^\d{1,39}$/.test(key))
  return { addresses: offsets.map((offset) => ({ family: span.family, value: span.first + BigInt(offset) })) }
}

/**
 * Reads a NodeSlicePool (nodeslicepool_types.go); a slice without a node is free.
 * @throws {Error} if its range is none
 */
export function parseSlicePool({ spec, status }: KubeObject): WhereaboutsSlices {
  const range = canonicalCidr(textOf(recordOf(spec)['range']) ?? '')
  if (range === null) throw new Error('its range is none')
  const { allocations } = recordOf(status)
  const all: readonly unknown[] = Array.isArray(allocations) ? allocations : []
  const slices = all.flatMap((each): [string, string][] => {
    const { nodeName, sliceRange } = recordOf(each)
    const slice = canonicalCidr(textOf(sliceRange) ?? '')
    const node = textOf(nodeName)
    return node === undefined || slice === null ? [] : [[node, slice]]
  })
  return { range, slices: new Map(slices) }
}
