import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ContainerdNode } from '../support/containerd/containerd-node.ts'
import { confVersion, noContainerd } from '../support/containerd/no-containerd.ts'
import { chainedConfs, delegatedConfs } from '../support/containerd/node-confs.ts'
import { runConflist } from '../support/containerd/run-conflist.ts'

/** A server that says who it is, on the port that pods of this suite map. */
const server = "require('node:http').createServer((_, response) => response.end('pod')).listen(8080)"

describe.skipIf(noContainerd !== '').each([
  ['behind genie in its conflist', chainedConfs],
  ['behind a delegate of genie, whose single conf hands capabilities on', delegatedConfs],
])(`tuning, bandwidth and portmap %s${noContainerd}`, (_, confs) => {
  let node: ContainerdNode
  beforeAll(async () => {
    node = await ContainerdNode.open({ confs })
  })
  afterAll(() => node[Symbol.asyncDispose]())

  /** What the chained plugins have made on the node: rules that mention a pod's address, and limits of rates. */
  async function made(ip: string): Promise<readonly string[]> {
    const rules = await node.machine.run(['iptables', '-t', 'nat', '-S'])
    const limits = await node.machine.run(['tc', 'qdisc', 'show'])
    return [...rules.split('\n'), ...limits.split('\n')].filter(
      (line) => line.includes(`${ip}:`) || line.includes(' tbf '),
    )
  }

  test('a pod has its port on the node, its rate and its sysctl, and leaves nothing of them', async () => {
    const pod = {
      ...node.pod('chained', { 'kubernetes.io/ingress-bandwidth': '8M' }),
      portMappings: [{ containerPort: 8080, hostPort: 18_080 }],
    }
    const id = await node.cri.run(pod)
    const { ip } = await node.cri.network(id)
    expect(await made(ip)).toEqual(
      expect.arrayContaining([
        expect.stringContaining(`--to-destination ${ip}:8080`) as string,
        expect.stringMatching(/tbf .*rate 8Mbit/) as string,
      ]),
    )
    const inside = ['nsenter', `--net=${(await node.calls(id))[0]?.netns ?? ''}`]
    const sysctl = await node.machine.run([...inside, 'cat', '/proc/sys/net/core/somaxconn'])
    expect(sysctl.trim()).toBe('8192')
    const program = await node.machine.start('server', [...inside, process.execPath, '-e', server])
    const fetched = () => node.machine.run(['busybox', 'wget', '-qO-', 'http://10.81.0.1:18080/'])
    await expect.poll(() => fetched().catch(String), { timeout: 10_000 }).toBe('pod')
    await program.end('KILL')
    await node.end(id)
    expect(await made(ip)).toEqual([])
    expect(await node.leftovers()).toEqual([])
  })

  test('of two networks it is the main one whose address the port leads to', async () => {
    const pod = {
      ...node.pod('two', { cni: 'routed@net7,bridged' }),
      portMappings: [{ containerPort: 8080, hostPort: 18_081 }],
    }
    const id = await node.cri.run(pod)
    const { eth0: [main = ''] = [], net7: [other = ''] = [] } = await node.interfaces(id)
    expect([main, other]).toEqual([
      expect.stringMatching(/^10\.81\.0\./),
      expect.stringMatching(/^10\.81\.1\./),
    ])
    expect(await made(main)).not.toEqual([])
    expect(await made(other)).toEqual([])
    await node.end(id)
    expect([await made(main), await node.leftovers()]).toEqual([[], []])
  })

  test('CHECK is content with all of it until something is gone, and DEL runs backwards', async () => {
    const list = Object.entries(confs(node.machine.dir, confVersion())).find(([file]) =>
      file.startsWith('00-'),
    )
    const [, own = {}] = list ?? []
    const source = JSON.stringify(
      'plugins' in own ? own : { cniVersion: '1.0.0', name: 'genie', plugins: [own] },
    )
    await node.machine.run(['ip', 'netns', 'add', 'genie-pod'])
    const container = {
      ...{ containerId: 'genie-chained', netns: '/run/netns/genie-pod' },
      runtimeConfig: {
        'io.kubernetes.cri.pod-annotations': { cni: 'bridged' },
        // No ports: CHECK of portmap 1.1 misses the chain of IPv6 on every pod that has IPv4 alone.
        bandwidth: { ingressRate: 8_000_000, ingressBurst: 8_000_000 },
      },
    }
    const result = await runConflist(node.machine, source, 'ADD', container)
    const { ips } = JSON.parse(result) as { ips: { address: string }[] }
    const ip = ips[0]?.address.replace(/\/.*/, '') ?? ''
    expect(await made(ip)).toEqual([expect.stringContaining(' tbf ')])
    await runConflist(node.machine, source, 'CHECK', container, result)
    await node.machine.run(['ip', '-n', 'genie-pod', 'link', 'set', 'eth0', 'down'])
    await node.machine.run(['ip', '-n', 'genie-pod', 'link', 'delete', 'eth0'])
    await expect(runConflist(node.machine, source, 'CHECK', container, result)).rejects.toThrow('eth0')
    await runConflist(node.machine, source, 'DEL', container, result)
    await node.machine.run(['ip', 'netns', 'delete', 'genie-pod'])
    expect([await made(ip), await node.leftovers()]).toEqual([[], []])
  })
})
