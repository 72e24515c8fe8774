import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isInterfaceName } from '../interface-name.ts'
import type { Counters } from '../rate-between.ts'

/** Counters, and the number of the interface that they are of: another number is another interface of that name. */
export interface HostCounters {
  readonly ifindex: number
  readonly counters: Counters
}

/**
 * Reads an interface's counters; null if there is no such interface. The files are read at once, not in turn with other
 * work: sysfs answers each in microseconds, and the counters shall be of one moment.
 * @throws {Error} if the interface is there and its counters make no sense
 */
export function readCounters(sysDir: string, name: string): HostCounters | null {
  if (!isInterfaceName(name)) return null
  const directory = join(sysDir, 'class/net', name)
  try {
    const counter = (file: string) =>
      parseCounter(readFileSync(join(directory, 'statistics', file), 'latin1'))
    return {
      ifindex: Number(parseCounter(readFileSync(join(directory, 'ifindex'), 'latin1'))),
      counters: {
        rxBytes: counter('rx_bytes'),
        txBytes: counter('tx_bytes'),
        rxPackets: counter('rx_packets'),
        txPackets: counter('tx_packets'),
        rxDropped: counter('rx_dropped'),
        txDropped: counter('tx_dropped'),
      },
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENODEV'))
      return null
    throw new Error(`Cannot read the counters of ${name} in ${directory}: its traffic is unknown`, {
      cause: error,
    })
  }
}

/** @throws {Error} for anything but one line of digits */
export function parseCounter(text: string): bigint {
  const digits = /^(\d{1,20})\n?$/.exec(text)?.[1]
  if (digits === undefined) throw new Error('Cannot read a counter as it is no whole number')
  return BigInt(digits)
}
