import { isObject } from '../../cni/is-object.ts'
import { parseJson } from '../../cni/parse-json.ts'
import { PlatformError, type Platform } from '../platform/platform.ts'

const limitBytes = 1_048_576

/** Whether pods get what they ask for, or what the node gave them before there was a genie. */
type Mode = 'attach' | 'observe'

/**
 * What the agent leaves for the time without it, refreshed every minute, in `<stateDir>/last-good.json`:
 * `{"version":1,"at":<Unix time in ms>,"order":["name",...],"default":"name","mode":"observe","namespaces":{"ns":"attach"},"groups":{"name":"another"},"boot":"<boot id>","upMs":<since that boot>}`.
 * Of these `order` alone was always there.
 */
export interface LastGood {
  /** When it was written, as Unix time in ms; null in a file that does not say. */
  readonly at: number | null
  /** The kernel's name of the time since the machine was started, and how long that was ago; null as above. */
  readonly since: { readonly bootId: string; readonly upMs: number } | null
  /** The names of this node's networks, best first, as they were last ranked. */
  readonly order: readonly string[]
  /** Of networks that share a link with others: what they have in common. */
  readonly groups: ReadonlyMap<string, string>
  /** The network of a pod that asks for nothing. */
  readonly defaultNetwork: string | null
  readonly mode: Mode
  /** The namespaces that have a mode of their own. */
  readonly namespaces: ReadonlyMap<string, Mode>
}

/** Null where there is no such file, or no sense in it. */
export function readLastGood(platform: Platform, stateDir: string): LastGood | null {
  try {
    return parseLastGood(platform.readFile(`${stateDir}/last-good.json`, limitBytes) ?? '')
  } catch (error) {
    if (error instanceof PlatformError) return null
    throw error
  }
}

/** Reads that file's text; it never throws. A member that makes no sense counts as left out. */
export function parseLastGood(text: string): LastGood | null {
  const file = objectIn(text)
  if (file?.['version'] !== 1) return null
  const { at, order, groups, default: defaultNetwork, mode, namespaces, boot, upMs } = file
  return {
    at: typeof at === 'number' ? at : null,
    since: typeof boot === 'string' && typeof upMs === 'number' ? { bootId: boot, upMs } : null,
    order: Array.isArray(order) ? order.filter(isText) : [],
    groups: new Map(entriesOf(groups).filter((entry): entry is [string, string] => isText(entry[1]))),
    defaultNetwork: typeof defaultNetwork === 'string' ? defaultNetwork : null,
    mode: isMode(mode) ? mode : 'attach',
    namespaces: new Map(entriesOf(namespaces).filter((entry): entry is [string, Mode] => isMode(entry[1]))),
  }
}

/** Whether pods of that namespace are only observed, so that they get the default network and nothing else. */
export const isObserved = (lastGood: LastGood | null, namespace: string): boolean =>
  (lastGood?.namespaces.get(namespace) ?? lastGood?.mode) === 'observe'

const entriesOf = (value: unknown): [string, unknown][] => (isObject(value) ? Object.entries(value) : [])

const isText = (value: unknown): value is string => typeof value === 'string'

const isMode = (value: unknown): value is Mode => value === 'attach' || value === 'observe'

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = parseJson(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}
