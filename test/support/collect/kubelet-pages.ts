/** Interfaces that the kernel makes in every namespace, as a real kubelet shows them beside the pod's own. */
const tunnels = ['gre0', 'sit0', 'tunl0', 'ip6tnl0']

/** What kubelet's Summary API says of a node with so many pods, as long as a real answer is: 3.5 KB a pod. */
export function summaryOf(pods: number, nowMs: number): string {
  const time = new Date(nowMs - (nowMs % 10_000)).toISOString()
  return JSON.stringify({
    node: {
      ...{ nodeName: 'genie-bench', startTime: '2026-11-22T17:00:43Z', ...usage(time) },
      network: {
        time,
        name: 'eth0',
        ...counted(nowMs, 9),
        interfaces: [{ name: 'eth0', ...counted(nowMs, 9) }],
      },
    },
    pods: Array.from({ length: pods }, (_, index) => ({
      podRef: { name: podName(index), namespace: 'default', uid: podUid(index) },
      startTime: '2026-11-22T17:01:43Z',
      containers: ['app', 'proxy'].map((name) => ({
        ...{ name, startTime: '2026-11-22T17:01:44Z', ...usage(time), swap: { time, swapUsageBytes: 0 } },
        ...{ rootfs: disk(time), logs: disk(time) },
      })),
      ...usage(time),
      network: {
        ...{ time, name: 'eth0', ...counted(nowMs, index) },
        interfaces: ['eth0', ...tunnels].map((name) => ({
          name,
          ...counted(name === 'eth0' ? nowMs : 0, index),
        })),
      },
      volume: [{ name: 'kube-api-access', ...disk(time) }],
      'ephemeral-storage': disk(time),
      process_stats: { process_count: 12 },
    })),
  })
}

/** Kubelet's `/metrics/cadvisor` of the same node: seven kilobytes a pod, most of it not about networks. */
export function cadvisorOf(pods: number, nowMs: number): string {
  const lines: string[] = []
  for (let index = 0; index < pods; index += 1) {
    const pod = `container="",id="/kubepods/pod${podUid(index)}",image="registry.k8s.io/pause:3.10",name="${String(index).padStart(64, 'a')}",namespace="default",pod="${podName(index)}"`
    for (const what of ['bytes', 'packets', 'packets_dropped', 'errors'])
      for (const way of ['receive', 'transmit'])
        for (const name of ['eth0', ...tunnels])
          lines.push(
            `container_network_${way}_${what}_total{${pod.replace('image', `image`)},interface="${name}"} ${name === 'eth0' ? Math.floor((nowMs % 1e9) * (index + 1)) : 0} ${nowMs}`,
          )
    for (let other = 0; other < 8; other += 1)
      lines.push(`container_other_${other}_total{${pod}} ${index} ${nowMs}`)
  }
  return `${lines.join('\n')}\n`
}

/** As `bench/lay-agent-ground.ts` calls the pods in the journal. */
const podName = (index: number) => `old-${index}`
const podUid = (index: number) => `old-uid-${index}`

function counted(nowMs: number, index: number) {
  const bytes = Math.floor((nowMs % 1e9) * (index + 1))
  return { rxBytes: bytes, rxErrors: 0, txBytes: bytes, txErrors: 0 }
}

function usage(time: string) {
  return {
    cpu: { time, usageNanoCores: 66_662_816, usageCoreNanoSeconds: 2_784_401_078_589 },
    memory: {
      time,
      availableBytes: 24_741_359_616,
      usageBytes: 1_000_673_280,
      workingSetBytes: 535_150_592,
      rssBytes: 347_000_832,
      pageFaults: 127_467,
      majorPageFaults: 0,
    },
  }
}

function disk(time: string) {
  return {
    time,
    availableBytes: 24_741_359_616,
    capacityBytes: 34_741_359_616,
    usedBytes: 73_728,
    inodesFree: 2_066_114,
    inodes: 2_097_152,
    inodesUsed: 21,
  }
}
