import { readdir, readFile } from 'node:fs/promises'

/** What a process holds in memory now, the pages of its executable included. */
export async function residentBytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${String(pid)}/smaps_rollup`, 'utf8')
  return Number(/^Rss:\s+(\d+) kB$/m.exec(rollup)?.[1]) * 1024
}

/** Processor time that the threads of a process have used so far: to the nanosecond, unlike `/proc/<pid>/stat`. */
export async function cpuSeconds(pid: number): Promise<number> {
  let nanoseconds = 0
  for (const thread of await readdir(`/proc/${String(pid)}/task`)) {
    const [used] = (await readFile(`/proc/${String(pid)}/task/${thread}/schedstat`, 'utf8')).split(' ')
    nanoseconds += Number(used)
  }
  return nanoseconds / 1e9
}
