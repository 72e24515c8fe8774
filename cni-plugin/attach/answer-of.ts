import { mergeResults } from '../../cni/merge-results.ts'
import { parseResult } from '../../cni/parse-result.ts'
import { resultInVersion } from '../../cni/result-in-version.ts'
import { isAtLeast } from '../../cni/versions.ts'
import { writeResult } from '../../cni/write-result.ts'
import type { Attachment } from './attachment.ts'
import { mainOf } from './main-of.ts'
import type { Request } from '../request/read-request.ts'

/**
 * What the runtime gets for all attachments, in our configuration's version. A single result goes through as its
 * delegate wrote it. Before 0.3.0 a result has room for one network: the pod's main one, which stands first in all
 * results, as plugins that are chained behind us (portmap) take the first address for the pod's.
 */
export function answerOf({ args, conf }: Request, attachments: readonly Attachment[]): string {
  const main = mainOf(attachments, args.ifname)
  const others = isAtLeast(conf.version, '0.3.0') ? attachments.filter((one) => one !== main) : []
  const told = main === undefined ? [] : [main, ...others]
  const [first] = told
  if (told.length === 1 && first) return resultInVersion(first.result ?? '', conf.version)
  const merged = mergeResults(
    told.map(({ ifname, result }) => ({
      ifname,
      netns: args.netns,
      result: parseResult(result ?? '').result,
    })),
  )
  return writeResult(merged, conf.version)
}
