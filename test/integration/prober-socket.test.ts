import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ProbeReport, ProbeView } from '../../domain/probe-exchange.ts'
import { askProber } from '../../prober/prober-client.ts'
import { serveProber } from '../../prober/serve-prober.ts'

const report: ProbeReport = {
  addresses: { a: '10.0.0.2' },
  figures: {
    a: {
      ...{ latencyP50Ms: 0.2, latencyP95Ms: 0.4, jitterMs: 0.1, lossRatio: 0.01 },
      ...{ responseTimeMs: null, probeSource: 'probe:1 peer', probedAt: 5 },
    },
  },
  faults: { b: 'Cannot probe b' },
  audits: [{ network: 'a', to: 'n2', at: 5, sentBitsPerSecond: 2, arrivedBitsPerSecond: 1, lossRatio: 0.5 }],
}
const view: ProbeView = { networks: ['a', 'b'], peers: { a: [{ node: 'n2', address: '10.0.0.3' }] } }

describe('a prober behind a socket', () => {
  let directory: string
  let path: string
  const close: (() => void)[] = []

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'genie-prober-'))
    path = join(directory, 'prober.sock')
  })
  afterEach(() => {
    for (const each of close.splice(0)) each()
    rmSync(directory, { recursive: true })
  })

  const serve = async (exchange: (view: ProbeView) => ProbeReport) => {
    const server = await serveProber({ exchange }, path)
    close.push(() => {
      server.close()
      server.closeAllConnections()
    })
  }
  const ask = (asked: ProbeView = view) => askProber(path, asked, AbortSignal.timeout(5_000))

  test('is told the view and answers the report, and nobody but its owner can open it', async () => {
    const views: ProbeView[] = []
    await serve((told) => {
      views.push(told)
      return report
    })
    expect(await ask()).toEqual(report)
    expect(views).toEqual([view])
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('refuses what is no view', async () => {
    await serve(() => report)
    await expect(ask({ ...view, networks: 'all' } as unknown as ProbeView)).rejects.toThrow('it answers 400')
    await expect(
      ask({
        ...view,
        audit: { network: 'a', peer: { node: 'n', address: '10.0.0.3' }, bitsPerSecond: 1e9, durationMs: 9 },
      }),
    ).rejects.toThrow('it answers 400')
  })

  test('takes nothing that is too long', async () => {
    await serve(() => report)
    await expect(ask({ ...view, networks: ['x'.repeat(300_000)] })).rejects.toThrow(
      /it answers 400|EPIPE|ECONNRESET/,
    )
    expect(await ask()).toEqual(report)
  })

  test('is not there: that is told', async () => {
    await expect(ask()).rejects.toThrow('ENOENT')
  })
})
