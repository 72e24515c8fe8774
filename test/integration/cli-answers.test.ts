import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NetworksReport } from '../../cli/networks/networks-report.ts'
import { RankReport } from '../../cli/rank/rank-report.ts'
import { SourcesReport } from '../../cli/sources/sources-report.ts'
import { StatusReport } from '../../cli/status/status-report.ts'
import { WhatIfDocument } from '../../cli/what-if/what-if-document.ts'
import { WhyReport } from '../../cli/why/why-report.ts'
import { CliOnCluster } from '../support/cli-on-cluster.ts'

describe('kubectl genie asks the agents of a cluster', () => {
  let cli: CliOnCluster

  beforeAll(async () => {
    cli = await CliOnCluster.open()
    cli.node.seedPod('web', { annotations: { cni: '' } })
    cli.node.seedPod('plain')
    cli.node.seedPod('new')
    await cli.node.start()
    await cli.node.plan('web', { annotations: { cni: '' } })
  })

  afterAll(() => cli[Symbol.asyncDispose]())

  test('networks tells every network in a table without colours', async () => {
    const { code, stdout, stderr } = await cli.run('networks')
    expect([code, stderr]).toEqual([0, ''])
    const [head, ...rows] = stdout.trimEnd().split('\n')
    expect(head).toMatch(/^NETWORK +NODES +ATTACHMENTS +ADDRESSES +SCORE +BEST ON +STATE$/)
    expect(rows.map((row) => row.split(/\s+/)[0]).toSorted()).toEqual(['calico', 'flannel', 'weave'])
    expect(stdout).not.toContain('\u001b')
  })

  test('networks -o json is the document that its schema says, and -o name a name a line', async () => {
    const report = await cli.json('networks')
    expect(Value.Check(NetworksReport, report)).toBe(true)
    expect(report).toMatchObject({ source: 'agents', unreachable: [] })
    expect((await cli.run('networks', '-o', 'name')).stdout.trim().split('\n').toSorted()).toEqual([
      'calico',
      'flannel',
      'weave',
    ])
  })

  test('what-if sums up what agents say of other weights, and says what it cannot read', async () => {
    const report = await cli.json('what-if', '--weights', 'latency=9,utilization=0', '--last', '100')
    expect(Value.Check(WhatIfDocument, report)).toBe(true)
    expect(report).toMatchObject({ nodes: ['genie-node'], decisions: 1, compared: 1, unreachable: [] })
    const { code, stdout } = await cli.run('what-if', '--prices', 'weave=0.5')
    expect([code, stdout.split('\n')[0]]).toEqual([
      0,
      expect.stringMatching(/^0 of 1 decision on 1 node, made within 0s \(0%\) would have gone elsewhere$/),
    ])
    const faults = [
      await cli.run('what-if'),
      await cli.run('what-if', '--profile', '/nowhere/genie.yaml'),
      await cli.run('what-if', '--weights', 'beauty=1'),
    ]
    expect(faults.map((fault) => fault.code)).toEqual([2, 2, 1])
    expect(faults.at(-1)?.stderr).toContain('says the agent on genie-node')
  })

  test('rank without a pod shows each node, with one what the pod would get now, and reserves nothing', async () => {
    const nodes = await cli.json('rank', '--node', 'genie-node')
    expect(Value.Check(RankReport, nodes)).toBe(true)
    const pod = await cli.json('rank', 'new')
    expect(pod).toMatchObject({ rankings: [{ node: 'genie-node', pod: 'default/new', profile: 'default' }] })
    expect((await cli.json('why', 'new').catch(String)) as string).toContain(
      'no choice was left to CNI-Genie',
    )
  })

  test('rank by a profile of the pod says which one counted', async () => {
    cli.node.api.seed({
      apiVersion: 'cni-genie.io/v1alpha1',
      kind: 'SelectionProfile',
      metadata: { name: 'only-weave', namespace: 'default' },
      spec: { constraints: { allow: ['weave'] } },
    })
    cli.node.seedPod('picky', { annotations: { 'cni-genie.io/profile': 'only-weave' } })
    await expect
      .poll(async () => (await cli.run('rank', 'picky', '-o', 'name')).stdout, { timeout: 10_000 })
      .toBe('weave\n')
    const { stdout } = await cli.run('profiles', '--for', 'picky')
    expect(stdout).toMatch(/^default\/only-weave counts for pod default\/picky: /)
  })

  test('why shows the sentence, the order and every figure of a decision', async () => {
    const { code, stdout } = await cli.run('why', 'web')
    expect(code).toBe(0)
    for (const words of ['calico on eth0: chosen', 'RANK', 'READING', 'congestion', 'Decision '])
      expect(stdout).toContain(words)
    const report = await cli.json('why', 'pod/web')
    expect(Value.Check(WhyReport, report)).toBe(true)
    expect(report).toMatchObject({
      pod: 'default/web',
      source: 'agent',
      decisions: [{ pod: { name: 'web' } }],
    })
  })

  test('why says in one sentence that there is no such pod, or no choice', async () => {
    const [none, plain] = await Promise.all([cli.run('why', 'none'), cli.run('why', 'plain')])
    expect([none.code, none.stdout, none.stderr.split('\n').length]).toEqual([1, '', 2])
    expect(none.stderr).toContain('Cannot find pod default/none')
    expect(plain.stderr).toContain('Cannot tell why for pod default/plain')
  })

  test('why remembers a pod that is gone', async () => {
    cli.node.seedPod('brief')
    await cli.node.plan('brief', { annotations: { cni: '' } })
    cli.node.api.remove('v1', 'Pod', 'brief', 'default')
    const { code, stderr, stdout } = await cli.run('why', 'default/brief')
    expect([code, stderr]).toEqual([0, 'Pod default/brief is gone; this is what its node remembers\n'])
    expect(stdout).toContain('eth0: chosen')
  })

  test('sources tells what is measured from where, of all nodes and of one', async () => {
    const report = await cli.json('sources', 'genie-node')
    expect(Value.Check(SourcesReport, report)).toBe(true)
    expect(report).toMatchObject({ nodes: [{ node: 'genie-node' }], unreachable: [] })
    const [all, one] = await Promise.all([cli.run('sources'), cli.run('sources', 'genie-node')])
    expect(all.stdout).toMatch(/^SOURCE +TELLS +NODES +NETWORKS +PROBLEM\n/)
    expect(one.stdout).toMatch(/^NODE +SOURCE +TELLS +NETWORKS +ANSWERED +TOOK +DROPPED +PROBLEM\n/)
    expect([all.code, one.code]).toEqual([0, 0])
    expect(all.stdout).toMatch(/\nsysfs +traffic +1 +3 +-\n/)
    expect(one.stdout).toMatch(/\ngenie-node +attachments +addresses +3 +\d+s +\d+ms +- +-\n/)
    expect(all.stdout + one.stdout).not.toContain('\u001b')
  })

  test('status tells version and mode, and ends well', async () => {
    const report = await cli.json('status')
    expect(Value.Check(StatusReport, report)).toBe(true)
    expect(report).toMatchObject({
      agents: { ready: 1, all: 1 },
      nodes: [{ node: 'genie-node', version: '0.1.0', mode: 'attach', problems: [] }],
    })
  })
})

describe('kubectl genie where a node does not answer', () => {
  let cli: CliOnCluster

  beforeAll(async () => {
    cli = await CliOnCluster.open({ GENIE_CADVISOR: 'http://127.0.0.1:9' })
    cli.seedNode('dead')
    cli.seedAgent('dead', 'False')
    const picked = JSON.stringify({ network: 'weave', score: 0.8, decision: 'd-1' })
    cli.node.api.seed({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'lost', namespace: 'default', annotations: { 'cni-genie.io/picked': picked } },
      spec: { nodeName: 'dead', containers: [{ name: 'c', image: 'i' }] },
    })
    await cli.node.start()
  })

  afterAll(() => cli[Symbol.asyncDispose]())

  test('it is a line on stderr and status 3, and the others are shown', async () => {
    const { code, stdout, stderr } = await cli.run('networks', '--request-timeout', '5s')
    expect(code).toBe(3)
    expect(stderr).toMatch(/^Cannot reach the agent on dead: .+\n$/)
    expect(stdout).toContain('calico')
    expect((await cli.run('status')).code).toBe(3)
  })

  test('a source that does not answer is told of, and status 3', async () => {
    const told = async () => {
      const { code, stdout } = await cli.run('sources', 'genie-node')
      return [code, / cadvisor .+ Cannot reach /.test(stdout)]
    }
    await expect.poll(told, { timeout: 15_000, interval: 500 }).toEqual([3, true])
  })

  test('sources of it are asked for in vain, in one sentence', async () => {
    const all = await cli.run('sources', '--request-timeout', '5s')
    expect([all.code, all.stdout.split('\n')[0]]).toEqual([3, expect.stringMatching(/^SOURCE/)])
    const dead = await cli.run('sources', 'dead', '--request-timeout', '5s')
    expect([dead.code, dead.stdout]).toEqual([1, ''])
    expect(dead.stderr).toMatch(/^Cannot reach the agent on dead: .+\n$/)
    expect((await cli.run('sources', 'nowhere')).stderr).toMatch(/^Cannot find an agent on node nowhere: /)
  })

  test('why tells what is written on the pod, and that it does', async () => {
    const { code, stdout, stderr } = await cli.run('why', 'lost')
    expect([code, stdout]).toEqual([0, 'weave was picked with a score of 0.80\nDecision d-1 on dead\n'])
    expect(stderr).toContain('this is what is written on the pod')
  })
})

test('kubectl genie says in one sentence where nothing is installed, and where the API is away', async () => {
  await using cli = await CliOnCluster.open()
  cli.node.api.remove('v1', 'Pod', 'agent-genie-node', 'cni-genie')
  const none = await cli.run('networks')
  expect([none.code, none.stderr]).toEqual([
    1,
    'Cannot find an agent of CNI-Genie in any namespace: install it, or see kubectl genie doctor\n',
  ])
  await cli.node.api.goAway()
  const away = await cli.run('networks')
  expect([away.code, away.stderr.split('\n').length]).toEqual([1, 2])
})
