import { ApplicationSource } from '../../collector/application/application-source.ts'
import { openHttpSource } from '../../collector/http/axios-source.ts'
import type { MeasuredNetwork } from '../../collector/measured-network.ts'
import { ciliumHealth, kubeOvnPinger } from '../../collector/probes/foreign-prober.ts'
import { ForeignProbes } from '../../collector/probes/foreign-probes.ts'
import { probePage } from '../../collector/probes/probe-page.ts'
import { probeQuery } from '../../collector/probes/probe-query.ts'
import { PrometheusTraffic } from '../../collector/prometheus/prometheus-traffic.ts'
import { prometheusOver } from '../../collector/prometheus/prometheus.ts'
import { describeSourceContract } from '../support/source-contract.ts'

const networks: readonly MeasuredNetwork[] = [
  { name: 'flat', plugins: [{ type: 'macvlan' }], settings: { uplink: 'genie-up0' }, attachments: [] },
  { name: 'c', plugins: [{ type: 'cilium-cni' }], settings: {}, attachments: [] },
  { name: 'k', plugins: [{ type: 'kube-ovn' }], settings: {}, attachments: [] },
]
const paths = new Map([['flat', { kind: 'uplink', devices: ['genie-up0'] } as const]])
const view = (at: number) => ({ at, networks, paths })
const client = (url: string) => prometheusOver(openHttpSource({ url }))

type Labels = Readonly<Record<string, string>>
const series = (metric: Labels, value: number, at: number) => ({
  metric,
  value: [at / 1_000, String(value)],
})
const vector = (result: readonly unknown[]) => ({
  body: JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }),
})
const withNumber = (body: string, number: string) => body.replace('"7"', () => `"${number}"`)
const exploded = (labels: (index: number) => Labels) => (count: number, at: number) =>
  vector(Array.from({ length: count }, (_, index) => series(labels(index), 1, at))).body

const owner = { namespace: 'shop', owner: 'web' }
describeSourceContract('application', {
  open: (url) => new ApplicationSource(client(url)),
  view,
  answer: (_path, at) =>
    vector([
      series({ ...owner, network: 'flat', figure: 'p95' }, 7, at),
      series({ ...owner, network: 'c', figure: 'p95' }, 9, at),
      series({ ...owner, network: 'flat', figure: 'requests' }, 500, at),
      series({ ...owner, network: 'c', figure: 'requests' }, 500, at),
      series({ figure: 'scraped' }, at / 1_000 + 1_764_000_000, at),
    ]),
  withNumber,
  withName: (body, name) => body.replaceAll('"web"', () => JSON.stringify(name)),
  exploded: exploded((index) => ({ ...owner, network: `n${index}`, figure: 'requests' })),
})

const rates = ['receivedBytes', 'sentBytes', 'receivedPackets', 'sentPackets', 'receiveDrops', 'sendDrops']
describeSourceContract('traffic by PromQL', {
  open: (url) => new PrometheusTraffic(client(url), 'node="n1"'),
  view,
  answer: (_path, at) =>
    vector([
      ...rates.map((figure) => series({ device: 'genie-up0', figure }, 7, at)),
      series({ device: 'genie-up0', figure: 'scraped' }, at / 1_000, at),
    ]),
  withNumber,
  withName: (body, name) => body.replaceAll('"genie-up0"', () => JSON.stringify(name)),
  exploded: exploded((index) => ({ device: `up${index}`, figure: 'sentBytes' })),
})

describeSourceContract('probes of Kube-OVN by PromQL', {
  open: (url) => new ForeignProbes(kubeOvnPinger, probeQuery(kubeOvnPinger, client(url), 'n1')),
  view,
  answer: (_path, at) =>
    vector([
      series({ figure: 'bucket', le: '0.25' }, 7, at),
      series({ figure: 'bucket', le: '+Inf' }, 8, at),
      series({ figure: 'sum' }, 2, at),
      series({ figure: 'sent' }, 200, at),
      series({ figure: 'lost' }, 1, at),
    ]),
  withNumber,
  withName: (body, name) => body.replace('"0.25"', () => JSON.stringify(name)),
  exploded: exploded((index) => ({ figure: 'bucket', le: String(index) })),
})

const cilium = (le: string, more = '') =>
  `${ciliumHealth.histogram}_bucket{type="endpoint",protocol="icmp",${more}le="${le}"}`
describeSourceContract("the page of Cilium's agent", {
  open: (url) => new ForeignProbes(ciliumHealth, probePage(ciliumHealth, openHttpSource({ url }))),
  view,
  answer: (_path, at) => {
    const minutes = Math.floor(at / 60_000)
    const lines = [
      `${cilium('0.005', 'source_node_name="n1",')} 7${String(minutes * 10).padStart(4, '0')}`,
      `${cilium('10', 'source_node_name="n1",')} 7${String(minutes * 11).padStart(4, '0')}`,
      `${cilium('+Inf', 'source_node_name="n1",')} 7${String(minutes * 11).padStart(4, '0')}`,
      `${ciliumHealth.histogram}_sum{type="endpoint",protocol="icmp"} ${minutes / 100}`,
    ]
    return { type: 'text/plain', body: `# HELP of something\nother_metric 5\n${lines.join('\n')}\n` }
  },
  withNumber: (body, number) => body.replace(/} 7\d+/, () => `} ${number}`),
  withName: (body, name) => body.replaceAll('"n1"', () => JSON.stringify(name)),
  exploded: (count) => Array.from({ length: count }, (_, index) => `${cilium(String(index))} 5\n`).join(''),
  reasons: { 'empty body': ['missing'] },
})
