import type { PluginConf } from '../../domain/configured-network.ts'

/** A network's plugins, as much as tells whose it is. */
interface Plugins {
  readonly plugins: readonly PluginConf[]
}

/** Whether a plugin of one of these types is in its chain. */
export function hasPlugin({ plugins }: Plugins, ...types: readonly string[]): boolean {
  return plugins.some(({ type }) => types.includes(type))
}

/** The first `ipam` section of one of these types, or undefined. */
export function ipamOf(
  { plugins }: Plugins,
  ...types: readonly string[]
): Readonly<Record<string, unknown>> | undefined {
  return plugins.map(({ ipam }) => recordOf(ipam)).find(({ type }) => types.some((each) => each === type))
}

/** The members of an object; none for anything else. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}

/** The texts of a list; none for anything else. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

/** A text, or undefined for anything else and for an empty one. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
