import { rm } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { LabId } from './lab-id.ts'
import { isRunning, processOwner } from './process-owner.ts'
import { runCommand } from './run-command.ts'
import { findLabs, findTraces, leftovers, type LabTraces } from './traces.ts'

/**
 * Removes every trace of a lab: processes, mounts, namespaces with all links in them, files. It goes by what it finds,
 * so it serves a lab that was left behind as well as one's own, may be called again, and by two at once.
 *
 * @throws an Error that names what it could not remove.
 */
export async function removeLab(id: LabId): Promise<void> {
  const traces = await findTraces(id)
  await endProcesses(traces.pids)
  const faults: unknown[] = []
  for (const command of removalCommands(traces))
    await runCommand(command).catch((fault: unknown) => faults.push(fault))
  for (const dir of traces.dirs) await rm(dir, { recursive: true, force: true })
  const left = faults.length === 0 ? [] : await leftovers(id)
  if (left.length > 0) throw new Error(`Cannot remove ${left.join(', ')} of a lab`, { cause: faults[0] })
}

/** Removes what labs have left behind whose owner is gone, and gives their ids. A living owner's lab is let be. */
export async function sweepDeadLabs(uid: number): Promise<LabId[]> {
  const dead = (await findLabs(uid)).filter(({ owner }) => !isRunning(owner)).map(({ id }) => id)
  for (const id of dead) await removeLab(id)
  return dead
}

const removalCommands = ({ mounts, namespaces }: LabTraces): string[][] => [
  ...mounts.toReversed().map((at) => ['umount', '--lazy', at]),
  ...namespaces.map((name) => ['ip', 'netns', 'delete', name]),
]

/** What asks nicely was done before, if there was somebody to do it. Waits until the last one is gone. */
async function endProcesses(pids: readonly number[]): Promise<void> {
  const owners = pids.map(processOwner)
  for (const { pid } of owners) endNow(pid)
  for (let tries = 0; tries < 100 && owners.some(isRunning); tries++) await delay(20)
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself meanwhile.
  }
}
