import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { DoctorReport } from '../../cli/doctor/doctor-report.ts'
import { SimulationReport } from '../../cli/simulate/simulation-report.ts'
import type { DecisionPage } from '../../domain/network-board.ts'
import { CliOnCluster } from '../support/cli-on-cluster.ts'

describe('kubectl genie judges a cluster', () => {
  let cli: CliOnCluster
  let bin: string

  beforeAll(async () => {
    bin = mkdtempSync(join(tmpdir(), 'genie-cli-bin-'))
    for (const name of ['flannel', 'weave']) writeFileSync(join(bin, name), '')
    cli = await CliOnCluster.open({ GENIE_MODE: 'observe', GENIE_BIN_DIR: bin })
    cli.seedDaemonSet()
    await cli.node.start()
    for (const name of ['one', 'two', 'three']) await cli.node.plan(name, { annotations: { cni: '' } })
    await vi.waitUntil(async () => (await decisions()) === 3, { timeout: 8_000 })
  })

  afterAll(async () => {
    await cli[Symbol.asyncDispose]()
    rmSync(bin, { recursive: true, force: true })
  })

  const decisions = async () => {
    const answer = await fetch(`http://127.0.0.1:${cli.port}/api/v1/decisions`)
    return ((await answer.json()) as DecisionPage).decisions.length
  }

  const findings = async (...words: string[]) => {
    const report = await cli.json('doctor', ...words)
    if (!Value.Check(DoctorReport, report)) throw new Error('The report is not as its schema says')
    return report.findings.map(({ level, what }) => `${level}: ${what}`)
  }

  test('doctor finds what is well and what is not, with status 3', async () => {
    const found = await findings()
    const { url } = cli.node.api
    expect(found).toContain('ok: DaemonSet cni-genie/cni-genie-agent: 1 of 1 agent ready')
    expect(found).toContain('ok: genie-node: pods go through 00-genie.conf')
    expect(found).toContain(
      'warning: genie-node: network calico needs the plugin calico, which is not installed',
    )
    expect(found).toContain('ok: networks.cni-genie.io is established')
    expect(found.some((line) => line.startsWith(`ok: ${url} answers; it is v1.`))).toBe(true)
  })

  test('doctor sees a conf that comes before ours, and ends with status 3', async () => {
    await cli.node.putConf('00-a.conf', { cniVersion: '1.0.0', name: 'early', type: 'bridge' })
    const { code, stdout } = await cli.run('doctor')
    expect(code).toBe(3)
    expect(stdout).toContain('✗ genie-node: 00-a.conf comes before 00-genie.conf')
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^\d+ checks? failed, \d+ warnings?$/)
  })

  test('doctor --pre tells of a runtime that is not tried, and of Multus', async () => {
    cli.seedNode('other', 'cri-o://1.31.0')
    cli.node.api.seed({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'kube-multus-ds', namespace: 'kube-system' },
      spec: {
        template: { spec: { containers: [{ name: 'm', image: 'ghcr.io/k8snetworkplumbingwg/multus-cni' }] } },
      },
    })
    const found = await findings('--pre')
    expect(found).toContain('warning: cri-o://1.31.0 on other is not tried')
    expect(found).toContain('warning: Multus is there (kube-system/kube-multus-ds)')
    expect(found).toContain('ok: You may do all 7 things that are needed')
  })

  test('doctor tells a caller which rights are missing, and for what', async () => {
    cli.node.api.addUser('genie-nobody', { username: 'nobody', groups: ['system:authenticated'] })
    const kubeconfig = cli.node.api.kubeconfig({ token: 'genie-nobody' })
    const { code, stdout } = await cli.run(
      'doctor',
      '--kubeconfig',
      kubeconfig,
      '--genie-namespace',
      'cni-genie',
    )
    expect(code).toBe(3)
    expect(stdout).toContain('✗ You may not create pods/portforward in namespace cni-genie')
  })

  test('simulate compares what was observed with what pods got', async () => {
    const report = await cli.json('simulate', '--last', '1h')
    expect(Value.Check(SimulationReport, report)).toBe(true)
    expect(report).toMatchObject({
      nodes: 1,
      decisions: 3,
      compared: 3,
      observed: 3,
      elsewhere: 3,
      moves: [{ from: 'calico', pods: 3 }],
    })
    const { stdout } = await cli.run('simulate', '--last', '1h')
    expect(stdout).toMatch(
      /^3 decisions on 1 node in the last 1h: 3 of 3 pods \(100%\) would have gone elsewhere\n/,
    )
    expect(stdout).toContain('Nothing is said of cost, as nothing measures it yet')
  })

  test('simulate refuses a time that is none, with status 2', async () => {
    expect(await cli.run('simulate', '--last', 'soon')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Cannot read --last soon: write a number with s, m, h or d, such as 30s or 7d\n',
    })
  })
})
