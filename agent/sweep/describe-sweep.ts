import type { SweepReport } from './parse-sweep-report.ts'

/** As many attachments are named; a reboot leaves a hundred. */
const namedAtMost = 5

/** What a sweep did, in one line of the log. */
export function describeSweep({ swept, failed }: SweepReport): string {
  const done = swept.map(({ containerId, ifname, reason }) => `${containerId}@${ifname} (${reason})`)
  const left = failed.map(({ containerId, ifname }) => `${containerId}@${ifname}`)
  const parts = [
    `Swept ${listed(done)} that nobody needs any more`,
    ...(left.length > 0 ? [`cannot sweep ${listed(left)} which is tried again`] : []),
  ]
  return parts.join('; ')
}

function listed(names: readonly string[]): string {
  const count = names.length === 1 ? '1 attachment' : `${names.length} attachments`
  const shown = [...names.slice(0, namedAtMost), ...(names.length > namedAtMost ? ['...'] : [])]
  return shown.length === 0 ? count : `${count}, ${shown.join(', ')},`
}
