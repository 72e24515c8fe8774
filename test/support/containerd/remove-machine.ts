import { readdir, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isRunning } from '../../../lab/process-owner.ts'

const cgroupRoot = '/sys/fs/cgroup'
const named = /^genie-cri-(\d+)-([0-9a-z]+)-[0-9a-f]+$/

const entries = (dir: string): Promise<string[]> => readdir(dir).catch(() => [])

/** Removes what a machine apart that has ended leaves on this one: its directory and its cgroups. */
export async function removeMachine(name: string): Promise<void> {
  for (const hierarchy of ['', ...(await entries(cgroupRoot))])
    await removeCgroup(join(cgroupRoot, hierarchy, name))
  await rm(`/tmp/${name}`, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}

/** The names of machines apart of which anything is left here. */
export async function machinesLeft(): Promise<readonly string[]> {
  const places = ['/tmp', ...['', ...(await entries(cgroupRoot))].map((each) => join(cgroupRoot, each))]
  const names = (await Promise.all(places.map(entries))).flat()
  return [...new Set(names.filter((name) => named.test(name)))]
}

/** Removes those whose owner has ended without doing it. */
export async function sweepDeadMachines(): Promise<void> {
  for (const name of await machinesLeft()) {
    const [, pid, startTicks] = named.exec(name) ?? []
    if (!isRunning({ pid: Number(pid), startTicks: parseInt(startTicks ?? '', 36) }))
      await removeMachine(name)
  }
}

/** A cgroup's files are the kernel's: only its directories can be removed, the innermost first. */
async function removeCgroup(path: string): Promise<void> {
  const inside = await readdir(path, { withFileTypes: true }).catch(() => [])
  for (const entry of inside) if (entry.isDirectory()) await removeCgroup(join(path, entry.name))
  await rmdir(path).catch(() => undefined)
}
