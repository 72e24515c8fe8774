import { styleText } from 'node:util'
import type { LabNetwork } from './lab-networks.ts'
import type { PlacedPod } from './node-in-a-box.ts'

/** Tells a person what happens, line by line. */
export interface Announcer {
  step(text: string): void
  placed(pod: PlacedPod): void
  failed(text: string): void
}

/** By position in the list, so that a network keeps its colour; red is for failures. */
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
  return {
    step: (text) => say(time(), style('bold', text)),
    failed: (text) => say(time(), style('red', text)),
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
