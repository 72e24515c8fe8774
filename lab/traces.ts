import { readdir, readFile, lstat } from 'node:fs/promises'
import { labNames, readOwnedName, type LabId, type OwnedName } from './lab-id.ts'
import { runCommand } from './run-command.ts'

/** The environment variable that every process of a lab carries, by which the lab knows it again. */
export const labMark = 'GENIE_LAB'

/** What of a lab is to be found on this machine. */
export interface LabTraces {
  readonly namespaces: readonly string[]
  readonly pids: readonly number[]
  readonly mounts: readonly string[]
  readonly dirs: readonly string[]
}

const entries = (dir: string): Promise<string[]> => readdir(dir).catch(() => [])
const contents = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')

/** Looks at the world, not at what the lab remembers of itself. */
export async function findTraces(id: LabId): Promise<LabTraces> {
  const { dir } = labNames(id)
  const namespaces = (await entries('/run/netns')).filter((name) => readOwnedName(name)?.id === id)
  return {
    namespaces,
    pids: await findProcesses(id, namespaces),
    mounts: parseMountPoints(await contents('/proc/self/mountinfo')).filter((at) => at.startsWith(`${dir}/`)),
    dirs: (await entries('/tmp')).map((name) => `/tmp/${name}`).filter((path) => path === dir),
  }
}

/** What is left of a lab, one line each; empty is clean. */
export async function leftovers(id: LabId): Promise<string[]> {
  const traces = await findTraces(id)
  return [
    ...traces.namespaces.map((name) => `network namespace ${name}`),
    ...traces.pids.map((pid) => `process ${pid}`),
    ...traces.mounts.map((at) => `mount ${at}`),
    ...traces.dirs.map((dir) => `directory ${dir}`),
  ]
}

/** The labs that this user's namespaces and directories speak of, whether alive or not. */
export async function findLabs(uid: number): Promise<OwnedName[]> {
  const dirs = await ownedDirs(await entries('/tmp'), uid)
  const namespaces = uid === 0 ? await entries('/run/netns') : []
  const labs = [...dirs, ...namespaces].map(readOwnedName).filter((lab) => lab !== null)
  return [...new Map(labs.map((lab) => [lab.id, lab])).values()]
}

/** /tmp is everybody's: what another user has put there under a lab's name is not ours to remove. */
async function ownedDirs(names: readonly string[], uid: number): Promise<string[]> {
  const stats = await Promise.all(names.map((name) => lstat(`/tmp/${name}`).catch(() => null)))
  return names.filter((_, at) => stats[at]?.uid === uid && stats[at].isDirectory())
}

/** By the namespace they run in and by the mark they carry: a process may outlive the name of its namespace. */
async function findProcesses(id: LabId, namespaces: readonly string[]): Promise<number[]> {
  const inside = await Promise.all(namespaces.map(pidsInside))
  const pids = (await entries('/proc')).filter((name) => /^\d+$/.test(name))
  const environments = await Promise.all(pids.map((pid) => contents(`/proc/${pid}/environ`)))
  const marked = pids.filter((_, at) => environments[at]?.split('\0').includes(`${labMark}=${id}`))
  return [...new Set([...inside.flatMap((lines) => lines.split('\n').filter(Boolean)), ...marked])].map(
    Number,
  )
}

/** None where the name has lost its namespace, as after a kill halfway through its making. */
const pidsInside = (namespace: string): Promise<string> =>
  runCommand(['ip', 'netns', 'pids', namespace]).catch(() => '')

/** Mount points from the text of `/proc/<pid>/mountinfo` (proc_pid_mountinfo(5), field 5), deepest last. */
export function parseMountPoints(mountinfo: string): string[] {
  return mountinfo
    .split('\n')
    .map((line) => line.split(' ')[4])
    .filter((at) => at !== undefined)
}
