import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { applicationExpressions, recordedExpressions } from '../../collector/application/application-query.ts'
import { ApplicationSource } from '../../collector/application/application-source.ts'
import { meshes } from '../../collector/application/mesh.ts'
import { openHttpSource } from '../../collector/http/axios-source.ts'
import { prometheusOver } from '../../collector/prometheus/prometheus.ts'
import { meshPage } from '../support/mesh-page.ts'
import { startPrometheus } from '../support/prometheus-under-test.ts'
import { worksHere } from '../support/works-here.ts'

const examples = globSync('docs/examples/*.promql')

const rules = 'docs/examples/application-rules.yaml'

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

    test('agents read what the recording rules of the guide work out', async () => {
      // As they are, but for the half minute until they are worked out for the first time.
      const hasty = readFileSync(rules, 'utf8').replace('interval: 30s', 'interval: 200ms')
      await using real = await startPrometheus(page, hasty)
      const networks = ['calico', 'weave'].map((name) => ({
        ...{ name, plugins: [{ type: 'bridge' }] as const, settings: {}, attachments: [] },
      }))
      const told = await vi.waitFor(
        async () => {
          const source = new ApplicationSource(prometheusOver(openHttpSource({ url: real.url })))
          const { figures } = await source.read({ at: Date.now(), networks }, new AbortController().signal)
          await source.close()
          expect(figures.get('weave')?.applicationSource).toMatch(/^recorded:/)
          return figures
        },
        { timeout: 20_000, interval: 100 },
      )
      expect(told.get('calico')?.applicationRatio).toBeCloseTo(0.18, 2)
      expect(told.get('weave')?.applicationRatio).toBeCloseTo(1.82, 2)
    })
  },
)

test('the recording rules of the guide are what an agent would ask for', () => {
  const { groups } = parse(readFileSync(rules, 'utf8')) as {
    groups: { rules: { record: string; expr: string }[] }[]
  }
  const [istio] = meshes
  if (istio === undefined) throw new Error('Cannot compare without a mesh')
  const { p95, requests } = applicationExpressions(istio)
  expect(groups.flatMap((group) => group.rules)).toEqual([
    { record: recordedExpressions.p95, expr: p95 },
    { record: recordedExpressions.requests, expr: requests },
  ])
})
