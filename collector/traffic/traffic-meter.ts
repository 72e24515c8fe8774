import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../service-kit/clock.ts'
import type { FaultLog } from '../fault-log.ts'
import type { MeasuredNetwork } from '../measured-network.ts'
import { bridgeOf, choosePath, type TrafficPath } from './choose-path.ts'
import { CounterRates } from './counter-rates.ts'
import { readBridgePorts, readDefaultRoute } from './host-devices.ts'
import type { CounterReading, Rate } from './rate-between.ts'
import { readCounters } from './read-counters.ts'

/** Interfaces read in one go, about a millisecond of work: then whoever waits for the program has a turn. */
const readsATurn = 16

/** What one round knows of the host's interfaces. */
export interface TrafficRound {
  /** Where each network is measured, by its name; null where the host sees none of its traffic. */
  readonly paths: ReadonlyMap<string, TrafficPath | null>
  readonly rates: ReadonlyMap<string, Rate>
  /** Whether there is an interface of this name. */
  readonly exists: (device: string) => boolean
}

/** Measures the traffic of all networks and attachments: each interface once a round, whoever asks for it. */
export class TrafficMeter {
  readonly #sysDir: string
  readonly #procDir: string
  readonly #clock: Clock
  readonly #rates = new CounterRates()

  constructor(sysDir: string, procDir: string, clock: Clock) {
    this.#sysDir = sysDir
    this.#procDir = procDir
    this.#clock = clock
  }

  async measure(networks: readonly MeasuredNetwork[], faults: FaultLog): Promise<TrafficRound> {
    const defaultRoute = await faults.attempt('devices', null, () => readDefaultRoute(this.#procDir), null)
    const paths = new Map<string, TrafficPath | null>()
    for (const network of networks) {
      const path = () => this.#choosePath(network, defaultRoute)
      paths.set(network.name, await faults.attempt('devices', network.name, path, null))
    }
    const devices = [
      ...[...paths.values()].flatMap((path) => path?.devices ?? []),
      ...networks.flatMap(({ attachments }) => attachments.flatMap(({ hostInterfaces }) => hostInterfaces)),
    ]
    const readings = await this.#readAll(new Set(devices), faults)
    return { paths, rates: this.#rates.advance(readings), exists: (device) => readings.has(device) }
  }

  async #choosePath(
    { plugins: [plugin], settings, attachments }: MeasuredNetwork,
    defaultRoute: string | null,
  ): Promise<TrafficPath | null> {
    const bridge = settings.uplink === undefined ? bridgeOf(plugin) : null
    return choosePath(plugin, {
      uplink: settings.uplink,
      bridgePorts: bridge === null ? [] : await readBridgePorts(this.#sysDir, bridge),
      defaultRoute,
      hostInterfaces: attachments.flatMap(({ hostInterfaces }) => hostInterfaces),
    })
  }

  async #readAll(devices: ReadonlySet<string>, faults: FaultLog): Promise<Map<string, CounterReading>> {
    const readings = new Map<string, CounterReading>()
    for (const [index, device] of [...devices].entries()) {
      if (index % readsATurn === readsATurn - 1) await setImmediate()
      const monotonicMs = this.#clock.monotonicMs()
      const counters = await faults.attempt('counters', null, () => readCounters(this.#sysDir, device), null)
      if (counters !== null) readings.set(device, { monotonicMs, counters })
    }
    return readings
  }
}
