import { worksHere } from './works-here.ts'

/** Why no process can be killed at a call, as words for the name of a suite; empty if it can. */
export const noKilling = worksHere('strace', ['-o', '/dev/null', 'true'])
  ? ''
  : ' (skipped: no strace, or it may trace nothing)'

/**
 * The system calls by which a process changes anything outside of itself, tells anybody, or waits. Machines differ in
 * which of a group they have.
 */
export const deeds = [
  'open|openat',
  'mkdir|mkdirat',
  'write',
  'fsync',
  'rename|renameat|renameat2',
  'unlink|unlinkat',
  'flock',
  'connect',
  'vfork|clone|clone3',
  'poll|ppoll',
  'exit_group',
]

/** The program and arguments that start another one and kill it as it is about to do that deed for the n-th time. */
export const killedAt = (deed: string, time: number): readonly string[] => [
  'strace',
  ...['-o', '/dev/null'],
  ...['-e', `trace=/^(${deed})$`, '-e', `inject=/^(${deed})$:signal=KILL:when=${time}`],
]
