import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FigureSource, SourceView } from '../../collector/sources/figure-source.ts'
import type { Told } from '../../collector/sources/merge-answers.ts'
import type { FaultReason } from '../../collector/sources/source-fault.ts'
import { SourceRunner } from '../../collector/sources/source-runner.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import {
  openEvilServer,
  serverFaults,
  type EvilServer,
  type ServerAnswer,
  type ServerFault,
} from './evil-server.ts'

/**
 * What a source behind HTTP hands in to be tried by every fault there is. A test file calls
 *
 *     describeSourceContract('calico-metrics', {
 *       open: (url) => new CalicoMetrics(openHttpSource({ url })),
 *       view: (at) => ({ at, networks: [aNetwork] }),
 *       answer: (path, at) => ({ type: 'text/plain', body: `ipam_size{pool="a"} 5\n` }),
 *       withNumber: (body, number) => body.replace('} 5', `} ${number}`),
 *       withName: (body, name) => body.replace('"a"', JSON.stringify(name)),
 *       exploded: (count) => ...,
 *     })
 *
 * and gets a test for each fault: the read fails with the right reason, counted, in time; and the source works again
 * once the server does.
 */
export interface SourceUnderContract {
  /** The source, asking a server at this URL; it is closed by the suite. */
  readonly open: (url: string) => FigureSource
  /** What it is asked at a time (Unix ms): at least one network that `answer` tells figures of. */
  readonly view: (at: number) => SourceView
  /** What a healthy server says at a time, counters grown since the time before; null for 404. */
  readonly answer: (path: string, at: number) => ServerAnswer | null
  /** A body of `answer` with one of its numbers replaced by this text, such as `NaN`, `-1` or `18446744073709551616`. */
  readonly withNumber: (body: string, number: string) => string
  /** A body with one of its names (a label, a pod) replaced by one that needs quoting. */
  readonly withName: (body: string, name: string) => string
  /** A well-formed body with so many series, or objects, of so many names. */
  readonly exploded: (count: number, at: number) => string
  /** Reasons that differ from the usual ones, for sources that read a fault in another way. */
  readonly reasons?: Partial<Record<ServerFault, readonly FaultReason[]>>
}

/** Which reasons a fault is counted by. */
const usualReasons: Record<ServerFault, readonly FaultReason[]> = {
  silence: ['timeout'],
  'slow drip': ['timeout'],
  '401': ['unauthorized'],
  '403': ['forbidden'],
  '404': ['missing'],
  '500': ['http'],
  redirect: ['http'],
  'half a body': ['unreachable'],
  'connection reset': ['unreachable'],
  'hang up': ['unreachable'],
  '100 MB body': ['too-large'],
  'gzip bomb': ['too-large'],
  'wrong content type': ['malformed'],
  HTML: ['malformed'],
  'empty body': ['malformed'],
}

/** Longer than a loaded machine needs for a body of 100 MB that is cut off at 16 or 64. */
const limitMs = 5_000
/** What a server that never ends is given. */
const shortLimitMs = 250
/** Longer than the back-off after one failure, shorter than the longest interval of a rate. */
const roundMs = 60_000

/** So many reads more at most until a source that is well again tells something. */
const mostReads = 6

/** The whole suite over one source. */
export function describeSourceContract(name: string, source: SourceUnderContract): void {
  const clock = new ManualClock()
  let server: EvilServer
  let runner: SourceRunner
  let change: (body: string) => string

  const start = (limit: number) => {
    const real = source.open(server.url)
    runner = new SourceRunner(
      {
        name: real.name,
        kind: real.kind,
        limitMs: limit,
        read: (view, signal) => real.read(view, signal),
        close: async () => real.close?.(),
      },
      clock,
    )
  }
  const read = (): Promise<Told> => {
    clock.advance(roundMs)
    return runner.read(source.view(clock.nowMs()))
  }
  const worksAgain = async () => {
    server.fault = null
    change = (body) => body
    let told = await read()
    // Rates need two answers, and a loaded machine may be late for a short limit.
    for (let more = 0; more < mostReads && told.figures.size === 0; more += 1) told = await read()
    expect(runner.state()).toMatchObject({ isAvailable: true, fault: null })
    expect([...told.figures.keys()]).not.toEqual([])
    expectSane(told)
  }
  const dropped = () => Object.values(runner.state().dropped).reduce((sum, count) => sum + count, 0)

  const begin = async () => {
    change = (body) => body
    server = await openEvilServer((path) => {
      const good = source.answer(path, clock.nowMs())
      return good === null ? null : { ...good, body: change(good.body) }
    })
  }
  const end = async () => {
    await runner.close()
    await server[Symbol.asyncDispose]()
  }

  describe(`${name} survives a server's`, () => {
    beforeEach(begin)
    afterEach(end)

    test.each(serverFaults)('%s', async (fault) => {
      const isEndless = fault === 'silence' || fault === 'slow drip'
      start(isEndless ? shortLimitMs : limitMs)
      server.fault = fault
      const told = await read()
      expect([...told.figures]).toEqual([])
      const { isAvailable, fault: sentence, dropped: counts } = runner.state()
      expect(isAvailable).toBe(false)
      expect(sentence).toMatch(/^Cannot .+: .+[^.]$/)
      const reasons: readonly string[] = source.reasons?.[fault] ?? usualReasons[fault]
      expect(Object.keys(counts).filter((reason) => !reasons.includes(reason))).toEqual([])
      expect(dropped()).toBeGreaterThan(0)
      await worksAgain()
    })
  })

  describe(`${name} survives an answer with`, () => {
    beforeEach(begin)
    afterEach(end)

    test.each(['NaN', '-1', '18446744073709551616', '1e999', '+Inf', '"12"', ''])(
      'the number %j',
      async (number) => {
        start(limitMs)
        change = (body) => source.withNumber(body, number)
        for (let round = 0; round < 2; round += 1) expectSane(await read())
        expect(dropped()).toBeGreaterThan(0)
        await worksAgain()
      },
    )

    test.each(['a b', 'ключ 網路 🧞', '"}{,=\\\n', '__proto__', '../../etc', 'x'.repeat(5_000)])(
      'the name %.20j',
      async (odd) => {
        start(limitMs)
        change = (body) => source.withName(body, odd)
        for (let round = 0; round < 2; round += 1) expectSane(await read())
        await worksAgain()
      },
    )

    test('names that explode', async () => {
      start(limitMs)
      change = () => source.exploded(50_000, clock.nowMs())
      const told = await read()
      expectSane(told)
      expect(told.figures.size).toBeLessThanOrEqual(source.view(0).networks.length)
      expect(dropped()).toBeGreaterThan(0)
      await worksAgain()
    })
  })
}

/** Whatever was answered, a figure is a number that makes sense. */
function expectSane({ figures }: Told): void {
  const numbers = [...figures.values()].flatMap((known) =>
    Object.values(known).filter((value) => typeof value === 'number'),
  )
  expect(numbers.filter((number) => !(number >= 0 && number <= 2 ** 53))).toEqual([])
}
