import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { openHttpSource } from '../../collector/http/axios-source.ts'
import { prometheusOver } from '../../collector/prometheus/prometheus.ts'
import { meshPage } from '../support/mesh-page.ts'
import { startPrometheus } from '../support/prometheus-under-test.ts'
import { worksHere } from '../support/works-here.ts'

const examples = globSync('docs/examples/*.promql')

/** What the examples ask for: requests of two pods, and what one of them sends. */
const page = (scrape: number) =>
  meshPage(
    'istio_request_duration_milliseconds',
    'reporter="source"',
    [
      { pod: 'web-0', network: 'calico', each: 5 },
      { pod: 'web-1', network: 'weave', each: 50 },
    ],
    scrape,
  ) +
  ['web-0', 'web-1']
    .map(
      (pod) =>
        `container_network_transmit_bytes_total{namespace="shop",pod="${pod}",interface="eth0"} ${scrape * 1_000}\n`,
    )
    .join('')

describe.skipIf(!worksHere('prometheus', ['--version']))(
  'with a real Prometheus (package prometheus)',
  () => {
    test('each example of the guide tells a figure of every network', async () => {
      expect(examples.map((path) => basename(path)).toSorted()).toEqual([
        'response-by-network.promql',
        'traffic-by-network.promql',
      ])
      await using real = await startPrometheus(page)
      const prometheus = prometheusOver(openHttpSource({ url: real.url }))
      for (const path of examples)
        await vi.waitFor(
          async () => {
            const { samples } = await prometheus.query(
              readFileSync(path, 'utf8'),
              new AbortController().signal,
            )
            expect(samples.map(({ labels }) => labels['network']).toSorted()).toEqual(['calico', 'weave'])
            expect(samples.every(({ value }) => value > 0)).toBe(true)
          },
          { timeout: 20_000, interval: 100 },
        )
    })
  },
)
