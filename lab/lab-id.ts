import type { ProcessOwner } from './process-owner.ts'

/**
 * A lab's id names its owner: `lab<pid>-<start time, base 36>-<four hex digits>`. So whoever finds a namespace or a
 * directory of a lab can tell whether it is still in use, without a record that could be missing or half written.
 */
export type LabId = string

const idPattern = 'lab(\\d+)-([0-9a-z]+)-[0-9a-f]{4}'
const ownedName = new RegExp(`^genie-(${idPattern})(-(node\\d*|fabric|p\\d+|probe-[0-9a-f]+-[0-9a-f]+))?$`)

/** @param salt keeps the labs of one process apart; its lowest 16 bits count. */
export const labIdOf = ({ pid, startTicks }: ProcessOwner, salt: number): LabId =>
  `lab${pid}-${startTicks.toString(36)}-${(salt & 0xffff).toString(16).padStart(4, '0')}`

/** The names of everything that a lab makes outside of its namespaces. */
export const labNames = (id: LabId) => ({
  node: `genie-${id}-node`,
  /** One of several nodes. */
  nodeOf: (index: number) => `genie-${id}-node${index}`,
  /** What the agents of the lab begin the names of their probes' namespaces with. */
  probePrefix: `genie-${id}-probe-`,
  fabric: `genie-${id}-fabric`,
  pod: (index: number) => `genie-${id}-p${index}`,
  dir: `/tmp/genie-${id}`,
})

/** A lab's id, and the process that has made it. */
export interface OwnedName {
  readonly id: LabId
  readonly owner: ProcessOwner
}

/** Which lab a namespace or a directory belongs to, and who owned it; null for everything that no lab has made. */
export function readOwnedName(name: string): OwnedName | null {
  const [, id, pid, startTicks] = ownedName.exec(name) ?? []
  if (id === undefined || pid === undefined || startTicks === undefined) return null
  return { id, owner: { pid: Number(pid), startTicks: parseInt(startTicks, 36) } }
}
