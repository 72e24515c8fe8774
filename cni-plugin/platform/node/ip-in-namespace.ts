import { spawnSync } from 'node:child_process'
import { PlatformError } from '../platform.ts'

const answerMs = 10_000

/** What ip(8) and nsenter(1) say of the kernel's answer: the errno's text, or the kernel's own words for it. */
const faults: readonly (readonly [RegExp, string])[] = [
  [/Network is unreachable|invalid gateway/, 'ENETUNREACH'],
  [/No route to host/, 'EHOSTUNREACH'],
  [/Cannot find device|No such device/, 'ENODEV'],
  [/File exists/, 'EEXIST'],
  [/No such process/, 'ESRCH'],
  [/No such file or directory/, 'ENOENT'],
  [/Network is down/, 'ENETDOWN'],
  [/Operation not permitted/, 'EPERM'],
  [/Invalid argument|is expected rather than/, 'EINVAL'],
]

/** The output of ip(8) in a network namespace. Throws `PlatformError`. */
export function ipInNamespace(netns: string, args: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync('nsenter', [`--net=${netns}`, 'ip', ...args], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    timeout: answerMs,
    killSignal: 'SIGKILL',
  })
  if (error) throw error
  if (status === 0) return stdout
  const code = faults.find(([words]) => words.test(stderr))?.[1] ?? 'EIO'
  throw new PlatformError(code, `Cannot ip ${args.join(' ')} in ${netns}: ${stderr.trim()}`)
}
