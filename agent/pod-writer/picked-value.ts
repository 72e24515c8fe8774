import type { PickedDecision } from './picked-decision.ts'

const limitBytes = 256
const cut = '…'
/** As many bytes of JSON text are not the string's own. */
const quotes = 2

/**
 * The value of `cni-genie.io/picked`, at most 256 bytes. A network whose name is too long for that has it cut, with `…`
 * at its end: the decision's id, by which all else can be asked, stays whole. The score is null if it is not kept any
 * more.
 */
export function pickedValue({ id, network, score }: PickedDecision): string {
  const print = (name: string) =>
    JSON.stringify({ network: name, score: score === null ? null : round(score), decision: id })
  const whole = print(network)
  if (bytesOf(whole) <= limitBytes) return whole
  const letters: string[] = []
  let left = limitBytes - bytesOf(print(cut))
  for (const letter of network) {
    left -= bytesOf(JSON.stringify(letter)) - quotes
    if (left < 0) break
    letters.push(letter)
  }
  return print(letters.join('') + cut)
}

/** The id of the decision that a value tells of; null if it makes no sense. */
export function decisionIn(value: string | undefined): string | null {
  try {
    const { decision } = JSON.parse(value ?? '') as { readonly decision?: unknown }
    return typeof decision === 'string' ? decision : null
  } catch {
    return null
  }
}

const bytesOf = (text: string) => Buffer.byteLength(text)

const round = (score: number) => Math.round(score * 1_000) / 1_000
