import { CniError } from '../../cni/cni-error.ts'
import { mergeResults } from '../../cni/merge-results.ts'
import { parseConflist } from '../../cni/parse-conflist.ts'
import { parseResult } from '../../cni/parse-result.ts'
import { pluginRequest, type RequestAdditions } from '../../cni/plugin-request.ts'
import { resultInVersion } from '../../cni/result-in-version.ts'
import { memberSources, spliceMembers } from '../../cni/splice-members.ts'
import type { CniVersion } from '../../cni/versions.ts'
import { writeResult } from '../../cni/write-result.ts'

/** The functions of `cni/` that take JSON as source text, each with an answer that is JSON again. */
const calls = {
  spliceMembers,
  memberSources: (source: string) => [...memberSources(source)],
  parseConflist,
  pluginRequests(source: string, additions: RequestAdditions) {
    const conflist = parseConflist(source)
    return conflist.plugins.map((plugin) => pluginRequest(conflist, plugin, additions))
  },
  parseResult,
  resultInVersion,
  /** One result of several, as the runtime gets it. */
  mergedResult(sources: readonly string[], version: CniVersion) {
    const results = sources.map((source) => parseResult(source).result)
    const merged = mergeResults(results.map((result) => ({ ifname: 'eth0', netns: '/ns', result })))
    return writeResult(merged, version)
  },
}

/** One call of a function of `cni/`: its name, then its arguments. */
export type JsonCall = {
  [Name in keyof typeof calls]: readonly [Name, ...Parameters<(typeof calls)[Name]>]
}[keyof typeof calls]

/** What the call gave or threw, as JSON text: the same function answers here, under Node, and in the QuickJS probe. */
export function answerTo([name, ...args]: JsonCall): string {
  try {
    return JSON.stringify({ value: (calls[name] as (...args: unknown[]) => unknown)(...args) })
  } catch (fault) {
    if (fault instanceof CniError) return JSON.stringify({ code: fault.code, message: fault.message })
    return JSON.stringify({ thrown: fault instanceof Error ? fault.name : String(fault) })
  }
}
