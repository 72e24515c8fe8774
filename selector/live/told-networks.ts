import type { PluginConf } from '../../domain/configured-network.ts'
import type { ToldNetwork } from '../../domain/told-network.ts'
import type { Selectable } from './live-networks.ts'

/** What becomes of a value; a form for each member, and one for all elements of a list. */
type Form =
  ((value: unknown, numbers: Numbers) => unknown) | readonly [Form] | { readonly [member: string]: Form }

/** Gives texts numbers, the same text the same one. */
type Numbers = (text: string) => number

/** A value that is no word of its kind may be anything, a password too: another network's is the same or it is not. */
const matching =
  (pattern: RegExp) =>
  (value: unknown, numbers: Numbers): string | null | undefined => {
    if (value === undefined) return undefined
    if (typeof value !== 'string') return null
    return pattern.test(value) ? value : `#${numbers(value)}`
  }

const word = matching(/^[\w.-]{0,128}$/)
const range = matching(/^[\d.:a-f/-]{0,100}$/i)
const pool = matching(/^(?:[a-z\d.-]{0,253}|[\d.:a-f/]{0,50})$/)
const size = (value: unknown) => (typeof value === 'number' ? value : undefined)
const sure = (value: unknown) => value === true || undefined
const isSet = (value: unknown) => value !== undefined || undefined
/** YAML and people write `"true"` and `5` for one another, and readers of confs take both. */
const asText = (value: unknown, numbers: Numbers) =>
  word(typeof value === 'boolean' || typeof value === 'number' ? String(value) : value, numbers)

/** All that leaves the node of a plugin's conf: what `confFactsOf`, `poolNames` and the catalogue look at, and no more. */
const plugin = {
  mtu: size,
  delegate: { mtu: size },
  capabilities: { deviceID: sure },
  deviceID: isSet,
  pciBusID: isSet,
  device: isSet,
  hwaddr: isSet,
  kernelpath: isSet,
} satisfies Form

const ipam = {
  type: word,
  subnet: range,
  range,
  ranges: [[{ subnet: range }]],
  ipRanges: [{ range }],
  addresses: [{ address: range }],
  network_name: asText,
  ipv4_pools: [pool],
  ipv6_pools: [pool],
  assign_ipv4: asText,
  assign_ipv6: asText,
} satisfies Form

/**
 * Pure: what a node may tell of its networks, of which no conf's secret is a part. Members that nobody looks at are left
 * out. Of a conf's `ipam` it is told by a number, `alike`, which other network's is the same in all: a digest of it would
 * let a password be guessed.
 */
export function toldNetworks(networks: readonly Selectable[]): readonly ToldNetwork[] {
  const known = new Map<string, number>()
  const numbers: Numbers = (text) => {
    const number = known.get(text) ?? known.size + 1
    known.set(text, number)
    return number
  }
  return networks.map(({ name, plugins, missingPlugin }) => ({
    name,
    plugins: plugins.map((each) => toldPlugin(each, numbers)),
    missingPlugin,
  }))
}

function toldPlugin(conf: PluginConf, numbers: Numbers): PluginConf {
  const own = conf['ipam']
  const its = isRecord(own)
    ? { ipam: { ...kept(own, ipam, numbers), alike: numbers(JSON.stringify(own)) } }
    : {}
  return { type: conf.type, ...kept(conf, plugin, numbers), ...its }
}

/** The members that have a form, in the order of the forms. */
function kept(value: Members, forms: Readonly<Record<string, Form>>, numbers: Numbers): Members {
  const members = Object.entries(forms).map(([member, form]) => [
    member,
    formed(value[member], form, numbers),
  ])
  return Object.fromEntries(members.filter(([, each]) => each !== undefined)) as Members
}

function formed(value: unknown, form: Form, numbers: Numbers): unknown {
  if (typeof form === 'function') return form(value, numbers)
  if (isList(form))
    return Array.isArray(value) ? value.map((each) => formed(each, form[0], numbers) ?? null) : undefined
  const members = isRecord(value) ? kept(value, form, numbers) : {}
  return Object.keys(members).length > 0 ? members : undefined
}

type Members = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Members => typeof value === 'object' && value !== null

const isList = (form: readonly [Form] | { readonly [member: string]: Form }): form is readonly [Form] =>
  Array.isArray(form)
