import { describe, expect, test, vi } from 'vitest'
import { ApplicationSource } from '../../collector/application/application-source.ts'
import { ownerPattern } from '../../collector/application/owner-pattern.ts'
import { openHttpSource } from '../../collector/http/axios-source.ts'
import type { MeasuredNetwork } from '../../collector/measured-network.ts'
import type { TrafficPath } from '../../collector/traffic/choose-path.ts'
import { ciliumHealth, kubeOvnPinger } from '../../collector/probes/foreign-prober.ts'
import { ForeignProbes } from '../../collector/probes/foreign-probes.ts'
import { probeQuery } from '../../collector/probes/probe-query.ts'
import { histogramQuantile } from '../../collector/prometheus/histogram-quantile.ts'
import { PrometheusTraffic } from '../../collector/prometheus/prometheus-traffic.ts'
import { prometheusOver } from '../../collector/prometheus/prometheus.ts'
import { quoteLabel } from '../../collector/prometheus/promql.ts'
import { meshPage } from '../support/mesh-page.ts'
import { startPrometheus } from '../support/prometheus-under-test.ts'
import { worksHere } from '../support/works-here.ts'

const network = (name: string, type = 'bridge'): MeasuredNetwork => ({
  name,
  plugins: [{ type, bridge: 'genie-br0' }],
  settings: {},
  attachments: [],
})
const inScrape = ['namespace', 'pod'] as const
const inHubble = ['source_namespace', 'source_pod'] as const
const never = () => new AbortController().signal
const clientOf = (url: string) => prometheusOver(openHttpSource({ url }))
const waiting = { timeout: 20_000, interval: 100 }
const round = (value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value)

describe.skipIf(!worksHere('prometheus', ['--version']))(
  'with a real Prometheus (package prometheus)',
  () => {
    test.concurrent.each([
      ['istio', 'istio_request_duration_milliseconds', 'reporter="source"', inScrape],
      ['linkerd', 'response_latency_ms', 'direction="outbound"', inScrape],
      ['hubble', 'hubble_http_request_duration_seconds', 'method="GET"', inHubble],
      ['envoy', 'envoy_cluster_upstream_rq_time', 'envoy_cluster_name="a"', inScrape],
    ])('applications are compared with themselves by what %s counts', async (name, metric, labels, pods) => {
      const traffic = [
        { pod: 'web-6d4b75cb6d-hwzcn', network: 'ключ', each: 5 },
        { pod: 'web-6d4b75cb6d-2x9kq', network: 'slow', each: 50 },
        // Of its requests nobody can tell whether the network is slow or the program.
        { pod: 'alone-0', network: 'slow', each: 900 },
        { pod: 'rare-0', network: 'ключ', each: 5, perScrape: 0.1 },
        { pod: 'rare-1', network: 'slow', each: 900, perScrape: 0.1 },
      ]
      await using real = await startPrometheus((scrape) => meshPage(metric, labels, traffic, scrape, pods))
      const networks = [network('ключ'), network('slow'), network('idle')]
      const figures = await vi.waitFor(async () => {
        const source = new ApplicationSource(clientOf(real.url))
        const { figures: told } = await source.read({ at: Date.now(), networks }, never())
        await source.close()
        expect(told.size).toBe(2)
        return told
      }, waiting)
      // p95 is 9.55 and 95.5: their median is 52.525.
      expect([...figures].map(([key, one]) => [key, round(one.applicationRatio)])).toEqual([
        ['ключ', 0.18],
        ['slow', 1.82],
      ])
      expect(figures.get('slow')?.applicationSource).toMatch(
        new RegExp(`^${name}:\\d+ requests of 1 owners$`),
      )
      expect(figures.get('slow')?.applicationAt).toBeGreaterThan(Date.now() - 60_000)
    })

    test('one pod on two networks at once, as while it moves, spoils no query', async () => {
      const traffic = [
        { pod: 'db-0', network: 'one', each: 5 },
        { pod: 'db-0', network: 'two', each: 5, perScrape: 0 },
      ]
      const page = (scrape: number) => {
        const [first = '', second = ''] = traffic.map((one) =>
          meshPage('response_latency_ms', 'direction="outbound"', [one], scrape),
        )
        return first + second.replaceAll(/.*_bucket.*\n|# TYPE.*\n/g, '')
      }
      await using real = await startPrometheus(page)
      const source = new ApplicationSource(clientOf(real.url))
      await vi.waitFor(() => expect(real.scrapes()).toBeGreaterThan(4), waiting)
      const { figures } = await source.read({ at: Date.now(), networks: [network('one')] }, never())
      expect([...figures]).toEqual([])
    })

    test("the owner's name is cut from a pod's by Prometheus as it is here", async () => {
      const pods = ['web-6d4b75cb6d-hwzcn', 'db-0', 'report-28361415-x7k2q', 'single', 'with-vowels-aeiou']
      await using real = await startPrometheus(() =>
        pods.map((pod) => `genie_test{pod="${pod}"} 1\n`).join(''),
      )
      const client = clientOf(real.url)
      const labelled = `label_replace(genie_test, "owner", "$1", "pod", ${quoteLabel(ownerPattern)})`
      const owners = await vi.waitFor(async () => {
        const { samples } = await client.query(labelled, never())
        expect(samples).toHaveLength(pods.length)
        return new Map(samples.map(({ labels }) => [labels['pod'], labels['owner'] ?? null]))
      }, waiting)
      for (const pod of pods)
        expect([pod, owners.get(pod)]).toEqual([
          pod,
          new RegExp(`^(?:${ownerPattern})$`).exec(pod)?.[1] ?? null,
        ])
    })

    test('histogramQuantile() answers what histogram_quantile does', async () => {
      const counts = [
        [0.5, 3],
        [1, 3],
        [2.5, 40],
        [10, 41],
        [Infinity, 50],
      ] as const
      await using real = await startPrometheus(() =>
        counts
          .map(([le, count]) => `genie_test_bucket{le="${le === Infinity ? '+Inf' : le}"} ${count}\n`)
          .join(''),
      )
      const client = clientOf(real.url)
      const buckets = counts.map(([le, count]) => ({ le, count }))
      for (const share of [0.01, 0.05, 0.5, 0.79, 0.81, 0.95, 1])
        await vi.waitFor(async () => {
          const { samples } = await client.query(`histogram_quantile(${share}, genie_test_bucket)`, never())
          expect(samples[0]?.value).toBeCloseTo(histogramQuantile(share, buckets) ?? NaN, 9)
        }, waiting)
    })

    test('traffic of uplink and bridge is told as node_exporter counts it', async () => {
      const device = (name: string, step: number, scrape: number) =>
        Object.entries({
          receive_bytes: 1_000,
          transmit_bytes: 500,
          receive_packets: 9,
          transmit_packets: 9,
          receive_drop: 2,
          transmit_drop: 0,
        })
          .map(
            ([what, each]) =>
              `node_network_${what}_total{device="${name}",node="n 1"} ${each * step * scrape}\n`,
          )
          .join('')
      await using real = await startPrometheus(
        (scrape) => device('genie-up0', 1, scrape) + device('genie-br0', 3, scrape),
      )
      const source = new PrometheusTraffic(clientOf(real.url), 'node="n 1"')
      const networks = ['flat', 'routed', 'gone', 'veths'].map((name) => network(name))
      const paths = new Map<string, TrafficPath>([
        ['flat', { kind: 'uplink', devices: ['genie-up0'] }],
        ['routed', { kind: 'bridge', devices: ['genie-br0'] }],
        ['gone', { kind: 'uplink', devices: ['genie-up9'] }],
        ['veths', { kind: 'veths', devices: ['genie-up0'] }],
      ])
      const figures = await vi.waitFor(async () => {
        const told = (
          await source.read({ at: Date.now() + real.scrapes() * 20_000, networks, paths }, never())
        ).figures
        expect(told.size).toBe(2)
        return told
      }, waiting)
      const [flat, routed] = [figures.get('flat'), figures.get('routed')]
      expect(flat?.source).toBe('prometheus:genie-up0')
      expect((flat?.ingressBitsPerSecond ?? 0) / (flat?.egressBitsPerSecond ?? 1)).toBeCloseTo(2, 6)
      expect((routed?.egressBitsPerSecond ?? 0) / (routed?.ingressBitsPerSecond ?? 1)).toBeCloseTo(2, 6)
      expect((routed?.egressBitsPerSecond ?? 0) / (flat?.ingressBitsPerSecond ?? 1)).toBeCloseTo(3, 6)
      expect(flat?.dropRatio).toBeCloseTo(0.1, 6)
    })

    test('probes of Cilium and Kube-OVN are told for this node alone, and for networks of theirs', async () => {
      const histogram = (
        name: string,
        labels: string,
        le: readonly string[],
        within: number,
        scrape: number,
      ) =>
        le
          .map(
            (bound, index) =>
              `${name}_bucket{${labels},le="${bound}"} ${index >= within ? scrape * 50 : 0}\n`,
          )
          .join('') + `${name}_sum{${labels}} ${scrape * 0.1}\n`
      const cilium = 'type="endpoint",protocol="icmp",address_type="primary",source_cluster="a"'
      const bounds = ['0.005', '0.05', '10', '+Inf']
      await using real = await startPrometheus((scrape) =>
        [
          histogram(ciliumHealth.histogram, `${cilium},source_node_name="n1"`, bounds, 0, scrape),
          histogram(ciliumHealth.histogram, `${cilium},source_node_name="n2"`, bounds, 1, scrape),
          histogram(
            kubeOvnPinger.histogram,
            'src_node_name="n1",target_node_name="n2"',
            ['0.25', '0.5', '+Inf'],
            1,
            scrape,
          ),
          `pinger_pod_ping_lost_total{src_node_name="n1",target_node_name="n2"} ${scrape}\n`,
          `pinger_pod_ping_count_total{src_node_name="n1",target_node_name="n2"} ${scrape * 100}\n`,
        ].join(''),
      )
      const client = clientOf(real.url)
      const networks = [network('c', 'cilium-cni'), network('k', 'kube-ovn'), network('other')]
      const read = (prober: typeof ciliumHealth) =>
        vi.waitFor(async () => {
          const source = new ForeignProbes(prober, probeQuery(prober, client, 'n1'))
          expect(real.scrapes()).toBeGreaterThan(6)
          const { figures } = await source.read({ at: 5, networks }, never())
          expect(figures.size).toBe(1)
          return Object.fromEntries(figures)
        }, waiting)
      // 50 pings in 0.1 s: 2 ms is the best that is known of what lies below the first bound of 5 ms.
      expect((await read(ciliumHealth))['c']).toMatchObject({
        latencyP50Ms: expect.closeTo(2, 3) as number,
        latencyP95Ms: expect.closeTo(2, 3) as number,
        probedAt: 5,
      })
      const { k } = await read(kubeOvnPinger)
      expect(k).toMatchObject({ latencyP95Ms: expect.closeTo(0.4875, 3) as number })
      expect(k?.lossRatio).toBeGreaterThan(0.01)
      expect(k?.lossRatio).toBeLessThan(0.03)
    })

    test('an expression that Prometheus cannot work out is a fault with a status, and nothing else', async () => {
      await using real = await startPrometheus(() => 'genie_test 1\n')
      await expect(clientOf(real.url).query('sum by (', never())).rejects.toMatchObject({ reason: 'http' })
      await expect(clientOf(real.url).query('1', never())).rejects.toMatchObject({ reason: 'malformed' })
      expect(await clientOf(real.url).query('absent_everywhere', never())).toEqual({
        samples: [],
        dropped: {},
        isPartial: false,
      })
    })
  },
)
