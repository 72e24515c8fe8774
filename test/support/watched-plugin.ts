import { crc32 } from 'node:zlib'
import { dispatch } from '../../cni-plugin/dispatch.ts'
import { dial } from '../../cni-plugin/platform/node/dial.ts'
import { list, readFile, readFileItself } from '../../cni-plugin/platform/node/files.ts'
import type { Command, Outcome, Platform } from '../../cni-plugin/platform/platform.ts'

/** What one call of the plugin has answered, and all that it has done to the outside. */
export interface WatchedCall {
  readonly status: number
  readonly stdout: string
  /** Every path that was looked at, read, locked, written or run, in order. */
  readonly touched: readonly string[]
  /** The delegates that were run. */
  readonly runs: readonly Command[]
  /** What was written to the disk and not removed again, by path. */
  readonly files: ReadonlyMap<string, string>
}

const ended: Outcome = {
  status: 0,
  signal: null,
  timedOut: false,
  overflowed: false,
  startError: null,
  stdout: '',
  stderr: '',
}

/**
 * Calls the plugin in this process, fast enough for thousands of calls. It asks the real agent and reads real files, but
 * what it writes stays in memory, its pauses take no time, every delegate is there, and each succeeds.
 */
export async function callWatched(
  env: Readonly<Record<string, string | undefined>>,
  stdin: string,
): Promise<WatchedCall> {
  const files = new Map<string, string>()
  const touched: string[] = []
  const runs: Command[] = []
  let stdout = ''
  let skippedMs = 0
  const touch = (path: string) => {
    touched.push(path)
    return path
  }
  const platform: Platform = {
    env: (name) => env[name],
    readStdin: () => Promise.resolve(stdin),
    writeStdout: (text) => void (stdout += text),
    writeStderr: () => undefined,
    readFile: (path, limitBytes) => files.get(touch(path)) ?? readFile(path, limitBytes),
    readFileItself: (path, limitBytes) => files.get(touch(path)) ?? readFileItself(path, limitBytes),
    isExecutable: (path) => touch(path) !== '',
    exists: (path) => touch(path) !== '',
    list: (path) => list(touch(path)),
    checksum: (text) => crc32(text).toString(16).padStart(8, '0'),
    create: (path, text) => void files.set(touch(path), text),
    append: (path, text) => void files.set(touch(path), (files.get(path) ?? '') + text),
    rename: (from, to) => void (files.set(touch(to), files.get(touch(from)) ?? ''), files.delete(from)),
    remove: (path) => void files.delete(touch(path)),
    lock: (path) => Promise.resolve({ release: () => void touch(path) }),
    dial,
    run: (command) => {
      runs.push(command)
      touch(command.path)
      return Promise.resolve({ ...ended, stdout: resultFor(command) })
    },
    isNamespace: () => true,
    openRoutes: () => null,
    stopping: () => false,
    monotonicMs: () => performance.now() + skippedMs,
    wallMs: () => Date.now() + skippedMs,
    startedAtMs: performance.now(),
    pause: (ms) => Promise.resolve(void (skippedMs += ms)),
  }
  const status = await dispatch(platform)
  return { status, stdout, touched, runs, files }
}

/** A delegate's result in the version that its configuration asks for. */
function resultFor({ stdin }: Command): string {
  const { cniVersion } = JSON.parse(stdin) as { cniVersion: string }
  if (cniVersion < '0.3.0') return JSON.stringify({ cniVersion, ip4: { ip: '10.9.0.5/16' } })
  const ip = { address: '10.9.0.5/16', ...(cniVersion < '1.0.0' && { version: '4' }) }
  return JSON.stringify({ cniVersion, ips: [ip] })
}
