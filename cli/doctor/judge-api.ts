import type { Asked, Finding } from './doctor-report.ts'

/** What `/version` answers, as far as it counts. */
export interface ServerVersion {
  readonly major: number
  readonly minor: number
  /** As in `v1.33.4+k3s1`. */
  readonly text: string
}

/** Our definitions' rules use isCIDR, which new definitions may from here on; ValidatingAdmissionPolicy is older. */
const leastMinor = 31

/** Reads the answer of `/version`. @throws {Error} if it is none */
export function parseVersion(body: string): ServerVersion {
  const { gitVersion } = JSON.parse(body) as { readonly gitVersion?: unknown }
  const match = typeof gitVersion === 'string' ? /^v?(\d+)\.(\d+)/.exec(gitVersion) : null
  if (match === null)
    throw new Error(`Cannot read the version of the API server: it says ${body.slice(0, 100)}`)
  return { major: Number(match[1]), minor: Number(match[2]), text: String(gitVersion) }
}

/** Whether the API answers, and can do what we need. */
export function judgeApi(server: string, version: Asked<ServerVersion>): Finding[] {
  const category = 'Kubernetes API' as const
  if (version.value === undefined)
    return [
      {
        category,
        level: 'failed',
        what: version.fault,
        hint: 'See that kubectl version works with the same kubeconfig and context',
      },
    ]
  const { major, minor, text } = version.value
  const answers: Finding = { category, level: 'ok', what: `${server} answers; it is ${text}` }
  if (major > 1 || minor >= leastMinor) return [answers]
  const old: Finding = {
    category,
    level: 'failed',
    what: `Kubernetes ${text} takes neither our definitions, whose rules use isCIDR, nor all of our policies`,
    hint: `Upgrade to 1.${leastMinor} or newer`,
  }
  return [answers, old]
}
