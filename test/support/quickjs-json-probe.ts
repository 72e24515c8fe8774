import { read, write } from 'sys'
import { answerTo, type JsonCall } from './json-calls.ts'

const limitBytes = 16e6
const waitMs = 600_000

/** Answers one call a line, until standard input ends; whoever asks sends the next line after the answer. */
export function main(): Promise<number> {
  for (let line = read(0, limitBytes, waitMs, true); line !== ''; line = read(0, limitBytes, waitMs, true))
    write(1, `${answerTo(JSON.parse(line) as JsonCall)}\n`, waitMs)
  return Promise.resolve(0)
}
