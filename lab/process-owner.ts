import { readFileSync } from 'node:fs'

/** A process that no other can be taken for: pids are used again, but never with the same start time. */
export interface ProcessOwner {
  readonly pid: number
  /** Clock ticks between the boot of the machine and the start of the process. */
  readonly startTicks: number
}

/**
 * State letter and start time from the text of `/proc/<pid>/stat` (proc_pid_stat(5), fields 3 and 22). The command
 * before them may hold blanks and brackets, so the fields are counted from the last bracket.
 */
export function parseProcessStat(stat: string): { state: string; startTicks: number } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', startTicks: Number(fields[19]) }
}

/** The owner record of a running process; start time 0 where there is no /proc, so a Mac has one too. */
export function processOwner(pid: number): ProcessOwner {
  const stat = readStat(pid)
  return { pid, startTicks: stat === null ? 0 : parseProcessStat(stat).startTicks }
}

/** Whether that very process still runs. A zombie does not: nobody but its parent can do anything for it. */
export function isRunning({ pid, startTicks }: ProcessOwner): boolean {
  const stat = readStat(pid)
  if (stat === null) return startTicks === 0 && answers(pid)
  const found = parseProcessStat(stat)
  return found.startTicks === startTicks && found.state !== 'Z' && found.state !== 'X'
}

/** The most that can be told where there is no /proc. */
function answers(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function readStat(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return null
  }
}
