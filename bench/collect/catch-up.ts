import { systemClock } from '../../service-kit/clock.ts'
import type { Outbox, OutboxEntry } from '../../store/outbox.ts'
import { PostgresTarget } from '../../store/postgres/postgres-target.ts'
import { pauseMs, usualPace } from '../../store/ship/ship-pace.ts'
import { Shipper } from '../../store/ship/shipper.ts'
import { percentilesOf } from '../summary.ts'
import { attachmentsOf, sampleOf } from './sample-of.ts'

const networks = ['calico', 'flannel', 'weave', 'macvlan']
const roundMs = 10_000
/** A day of rounds. */
const dayRounds = 8_640

/** What it takes to ship what one node has stored while the database was away for a day. */
export interface CatchUpFigures {
  readonly rounds: number
  readonly batches: number
  /** Of one batch, its connection included; the pauses between batches are not in it. */
  readonly batchMs: number
  readonly agentCpuMsPerBatch: number
  /** With the pauses that agents keep. */
  readonly minutesAtUsualPace: number
  /** What an agent that has caught up takes of a core for shipping. */
  readonly agentShareOfCoreSteady: number
}

/** Ships a day of one full node (4 networks, 110 pods), without the pauses between batches. */
export async function measureCatchUp(url: string): Promise<CatchUpFigures> {
  const outbox = new DayOutbox(Date.now())
  await using shipper = new Shipper({
    outbox,
    target: new PostgresTarget(url, { node: 'genie-late' }),
    clock: systemClock,
    random: () => 0.5,
    onFault: ({ sentence }) => {
      throw new Error(sentence)
    },
    onEnd: () => undefined,
  })
  await shipper.shipOnce()
  const times: number[] = []
  const before = process.cpuUsage()
  while ((await outbox.standing()).entries > 0) {
    const begun = performance.now()
    await shipper.shipOnce()
    times.push(performance.now() - begun)
  }
  const { user, system } = process.cpuUsage(before)
  const pauses = times.map((tookMs) => tookMs + pauseMs(usualPace, { failures: 0, tookMs, random: 0.5 }))
  const cpuMs = (user + system) / 1_000 / times.length
  const steadyRounds = usualPace.periodMs / roundMs
  return {
    rounds: dayRounds,
    batches: times.length + 1,
    batchMs: percentilesOf(times).p50,
    agentCpuMsPerBatch: Math.round(cpuMs * 10) / 10,
    minutesAtUsualPace: Math.round(pauses.reduce((sum, pause) => sum + pause, 0) / 60_000),
    agentShareOfCoreSteady:
      Math.round(((await steadyCpuMs(url, steadyRounds)) / usualPace.periodMs) * 1e6) / 1e6,
  }
}

/** Processor time of a usual batch: a few rounds, with a connection of its own. */
async function steadyCpuMs(url: string, rounds: number): Promise<number> {
  const target = new PostgresTarget(url, { node: 'genie-steady' })
  const batches = 20
  const entries = (batch: number) =>
    Array.from({ length: rounds }, (_, index) =>
      roundOf(index + 1, Date.now() + batch * 60_000 + index * roundMs),
    )
  await target.write(entries(0))
  const before = process.cpuUsage()
  for (let batch = 1; batch <= batches; batch += 1) await target.write(entries(batch))
  const { user, system } = process.cpuUsage(before)
  await target.close()
  return (user + system) / 1_000 / batches
}

function roundOf(seq: number, at: number): OutboxEntry {
  return {
    seq,
    kind: 'round',
    networks: networks.map((network, index) => sampleOf(network, at, seq * 4 + index)),
    attachments: attachmentsOf(networks, at),
  }
}

/** A day of rounds up to a time, made as they are asked for. */
class DayOutbox implements Outbox {
  readonly #beginMs: number
  #shipped = 0

  constructor(endMs: number) {
    this.#beginMs = endMs - dayRounds * roundMs
  }

  next(limit: number): Promise<readonly OutboxEntry[]> {
    const count = Math.min(limit, dayRounds - this.#shipped)
    return Promise.resolve(
      Array.from({ length: count }, (_, index) => {
        const seq = this.#shipped + index + 1
        return roundOf(seq, this.#beginMs + seq * roundMs)
      }),
    )
  }

  shipped(upToSeq: number): Promise<void> {
    this.#shipped = upToSeq
    return Promise.resolve()
  }

  standing() {
    const entries = dayRounds - this.#shipped
    return Promise.resolve({ entries, oldestAt: entries === 0 ? null : this.#beginMs })
  }
}
