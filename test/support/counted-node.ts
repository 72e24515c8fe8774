import type { SourceView } from '../../collector/sources/figure-source.ts'
import type { JournalAttachment } from '../../collector/journal/journal-attachments.ts'

/** Bytes each way that every interface below has grown by since the epoch, at 10 kB/s in and 5 kB/s out. */
export function grownBy(at: number): { readonly rx: number; readonly tx: number } {
  const seconds = Math.floor((at - 1_699_999_000_000) / 1_000)
  return { rx: seconds * 10_000, tx: seconds * 5_000 }
}

/** The sandbox that the stand-ins below know, and its pod. */
export const sandbox = 'd1fc55038879d066dead45406c2eaebda084d1ce9a06338ffc7479b6b1d60fd8'
export const podUid = '5b3570f8-f0d1-4394-9c80-d6d5d98635a8'

const attachment: JournalAttachment = {
  containerId: sandbox,
  ifname: 'net1',
  network: 'pods',
  podUid,
  hostInterfaces: [],
}

/** Two networks: one at the host's uplink `eth1`, one that only the pod's own interface tells of. */
export function viewOfTwo(at: number): SourceView {
  const plugins = [{ type: 'macvlan' }] as const
  return {
    at,
    networks: [
      { name: 'uplinked', plugins, settings: {}, attachments: [] },
      { name: 'pods', plugins, settings: {}, attachments: [attachment] },
    ],
    paths: new Map([
      ['uplinked', { kind: 'uplink', devices: ['eth1'] }],
      ['pods', null],
    ]),
  }
}

/** What both networks' figures are, from the second answer on. */
export const grownFigures = { ingressBitsPerSecond: 80_000, egressBitsPerSecond: 40_000 }

const time = (at: number) => new Date(at - 5_000).toISOString()

/** `/stats/summary` at a time, five seconds old. */
export function summaryAt(at: number): string {
  const { rx, tx } = grownBy(at)
  const interfaces = (...names: string[]) =>
    names.map((name) => ({ name, rxBytes: rx, rxErrors: 0, txBytes: tx }))
  return JSON.stringify({
    node: {
      startTime: '2026-11-22T17:00:43Z',
      network: { time: time(at), name: 'eth0', interfaces: interfaces('eth0', 'eth1') },
    },
    pods: [
      {
        podRef: { name: 'b', namespace: 'default', uid: podUid },
        startTime: '2026-11-22T17:52:05Z',
        network: { time: time(at), name: 'eth0', interfaces: interfaces('eth0', 'net1') },
      },
    ],
  })
}

/** `/metrics/cadvisor` at a time; a packet is 1,000 bytes, one in 100 that come in is dropped. */
export function metricsAt(at: number): string {
  const { rx, tx } = grownBy(at)
  const families = {
    receive_bytes: rx,
    transmit_bytes: tx,
    receive_packets: rx / 1_000,
    transmit_packets: 0,
    receive_packets_dropped: rx / 100_000,
    transmit_packets_dropped: 0,
  }
  const places = [
    { id: '/', device: 'eth1', pod: '' },
    { id: `/kubepods/pod${podUid}/${sandbox}`, device: 'net1', pod: 'b' },
  ]
  return Object.entries(families)
    .flatMap(([family, value]) => [
      `# TYPE container_network_${family}_total counter`,
      ...places.map(
        ({ id, device, pod }) =>
          `container_network_${family}_total{container="",id="${id}",interface="${device}",pod="${pod}"} ${value} ${at - 5_000}`,
      ),
    ])
    .join('\n')
}

/** `info/v1` and `info/v2` of cAdvisor at a time, by the members that both have. */
export function containersAt(at: number): Record<string, object> {
  const { rx, tx } = grownBy(at)
  const container = (...names: string[]) => ({
    spec: { creation_time: '2026-11-22T17:52:05.123456789Z' },
    stats: [
      {
        timestamp: time(at),
        network: {
          interfaces: names.map((name) => ({
            name,
            rx_bytes: rx,
            rx_packets: rx / 1_000,
            rx_errors: 0,
            rx_dropped: rx / 100_000,
            tx_bytes: tx,
            tx_packets: 0,
            tx_errors: 0,
            tx_dropped: 0,
          })),
        },
      },
    ],
  })
  return {
    '/': container('eth0', 'eth1'),
    [`/kubepods.slice/kubepods-pod5b35.slice/cri-containerd-${sandbox}.scope`]: container('eth0', 'net1'),
    '/system.slice': { spec: {}, stats: [{ timestamp: time(at) }] },
  }
}
