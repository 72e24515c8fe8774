import { styleText } from 'node:util'
import type { LabNetwork } from './lab-networks.ts'
import type { PlacedPod } from './node-in-a-box.ts'

/** Tells a person what happens, line by line. */
export interface Announcer {
  step(text: string): void
  placed(pod: PlacedPod): void
  failed(text: string): void
  /** For the error that ends the program: its sentence, and 1 as the program's status. */
  readonly fatal: (error: unknown) => void
}

const networkColours = ['cyan', 'magenta', 'yellow'] as const

/** Lines on a stream; in colours where it is a terminal and NO_COLOR does not forbid them. */
export function createAnnouncer(out: NodeJS.WritableStream, networks: readonly LabNetwork[]): Announcer {
  const names = networks.map(({ name }) => name)
  const width = Math.max(...names.map((name) => name.length))
  const say = (...columns: string[]) => out.write(`${columns.join('  ')}\n`)
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    styleText(format, text, { stream: out })
  const colourOf = (network: string) =>
    networkColours[names.indexOf(network) % networkColours.length] ?? 'white'
  const time = () => style('dim', new Date().toTimeString().slice(0, 8))
  const failed = (text: string) => say(time(), style('red', text))
  return {
    step: (text) => say(time(), style('bold', text)),
    failed,
    fatal: (error) => {
      const first = firstOf(error)
      failed(first instanceof Error ? first.message : String(first))
      process.exitCode = 1
    },
    placed: ({ pod, decision, ips }) =>
      say(
        time(),
        pod.name.padEnd(9),
        style(colourOf(decision.chosen), decision.chosen.padEnd(width)),
        (ips[0] ?? '').padEnd(11),
        style('dim', decision.reason),
      ),
  }
}

/** Where the end of the lab has failed too, what led to it comes first. */
const firstOf = (error: unknown): unknown =>
  error instanceof SuppressedError ? firstOf(error.suppressed) : error
