import { UsageFault } from '../command/usage-fault.ts'

/**
 * The numbers of a flag such as `latency=9,price=0`, by name; undefined if it was not given.
 * @throws {UsageFault} that names the part which is none
 */
export function parsePairs(flag: string, text: string | undefined): Record<string, number> | undefined {
  if (text === undefined) return undefined
  return Object.fromEntries(text.split(',').map((part) => pairOf(flag, part)))
}

function pairOf(flag: string, part: string): [string, number] {
  const { name, number } = /^(?<name>[^=]+)=(?<number>\d+(\.\d+)?)$/.exec(part.trim())?.groups ?? {}
  if (name === undefined || number === undefined)
    throw new UsageFault(`Cannot read --${flag} ${part}: write name=number, with commas between several`)
  return [name, Number(number)]
}
