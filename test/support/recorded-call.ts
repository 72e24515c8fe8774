import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../fixtures/runtime-calls')

/** A call of a CNI plugin as containerd has made it on a cluster. */
export interface RecordedCall {
  /** Of the files: how the conf was written or which containerd it was, and what the pod's annotation said. */
  readonly name: string
  readonly env: Readonly<Record<string, string>>
  readonly stdin: Readonly<Record<string, unknown>>
  /** What the plugin answered there; null where it was not written down. */
  readonly stdout: object | null
}

/** The names of all recordings of a command, without it; `DEL2` are DELs of a sandbox that is long gone. */
export const recordings = (command: 'ADD' | 'DEL' | 'DEL2'): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file === `${command}.env` || file.endsWith(`.${command}.env`))
    .map((file) => file.slice(0, -`${command}.env`.length).replace(/\.$/, ''))

/** Reads a recording. */
export function recordedCall(name: string, command: string): RecordedCall {
  const stem = join(folder, name === '' ? command : `${name}.${command}`)
  const lines = readFileSync(`${stem}.env`, 'utf8').trim().split('\n')
  return {
    name,
    env: Object.fromEntries(lines.map((line) => [line.replace(/=.*/, ''), line.replace(/^[^=]*=/, '')])),
    stdin: JSON.parse(readFileSync(`${stem}.stdin.json`, 'utf8')) as RecordedCall['stdin'],
    stdout: readdirSync(folder).includes(`${name === '' ? command : `${name}.${command}`}.stdout.json`)
      ? (JSON.parse(readFileSync(`${stem}.stdout.json`, 'utf8')) as object)
      : null,
  }
}
