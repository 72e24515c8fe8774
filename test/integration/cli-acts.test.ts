import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { CliOnCluster, runProgram } from '../support/cli-on-cluster.ts'
import { worksHere } from '../support/works-here.ts'

const root = join(import.meta.dirname, '../..')
const noKubectl = worksHere('kubectl', ['version', '--client']) ? '' : ' (skipped: there is no kubectl)'

let cli: CliOnCluster

beforeAll(async () => {
  cli = await CliOnCluster.open()
  cli.node.seedPod('web')
  await cli.node.start()
})

afterAll(() => cli[Symbol.asyncDispose]())

/** The next pod of the uninstallation's DaemonSet has done its work on the node. */
async function endOnNode(message: string): Promise<void> {
  const find = () => cli.node.api.find('apps/v1', 'DaemonSet', 'cni-genie-agent-uninstall', 'cni-genie')
  const set = await vi.waitUntil(find, { timeout: 20_000 })
  const { uid, labels } = { uid: set.metadata.uid, labels: set.metadata.labels ?? {} }
  cli.node.api.seed({
    ...set,
    status: {
      observedGeneration: 1,
      desiredNumberScheduled: 1,
      numberReady: 0,
      currentNumberScheduled: 1,
      numberMisscheduled: 0,
    },
  })
  cli.node.api.seed({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'uninstall-1',
      namespace: 'cni-genie',
      labels: {
        ...labels,
        'app.kubernetes.io/name': 'cni-genie',
        'app.kubernetes.io/component': 'uninstall-node',
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'DaemonSet',
          name: set.metadata.name,
          uid: uid,
          controller: true,
        },
      ],
    },
    spec: { nodeName: 'genie-node', containers: [{ name: 'wait', image: 'i' }] },
    status: {
      initContainerStatuses: [{ name: 'uninstall', state: { terminated: { exitCode: 0, message } } }],
    },
  })
}

describe('kubectl genie uninstall', () => {
  test('refuses in a pipe without --yes, before it asks anything of the cluster', async () => {
    const { code, stderr } = await cli.run('uninstall', '--kubeconfig', '/genie-none')
    expect(code).toBe(2)
    expect(stderr).toBe(
      'Cannot ask whether to uninstall as this is no terminal: add --yes, or --dry-run to see what it would do\n',
    )
  })

  test('says in one sentence that nothing is installed', async () => {
    const { code, stderr } = await cli.run('uninstall', '--yes')
    expect([code, stderr.split('\n').length]).toEqual([1, 2])
  })

  test('only says what it would do with --dry-run', async () => {
    cli.seedDaemonSet()
    const before = cli.node.api.revision
    expect(await cli.json('uninstall', '--dry-run')).toEqual({
      daemonSet: 'cni-genie/cni-genie-agent',
      isDryRun: true,
      nodes: [{ node: 'genie-node', state: 'planned', message: '' }],
    })
    expect(cli.node.api.revision).toBe(before)
  })

  test('does it on every node, and says how each stands', async () => {
    cli.seedDaemonSet()
    const report = JSON.stringify({ binary: 'absent', confs: [], inForce: null, records: 0, warnings: [] })
    const [outcome] = await Promise.all([
      cli.json('uninstall', '--yes', '--timeout', '15s'),
      endOnNode(report),
    ])
    expect(outcome).toMatchObject({ nodes: [{ node: 'genie-node', state: 'clean' }] })
    cli.node.api.remove('v1', 'Pod', 'uninstall-1', 'cni-genie')
  })

  test('gives a node that is silent up after the time, names it, and ends with status 3', async () => {
    cli.seedDaemonSet()
    const silent = (async () => {
      await endOnNode('')
      cli.node.api.seed({
        ...cli.node.api.find('v1', 'Pod', 'uninstall-1', 'cni-genie'),
        status: { phase: 'Pending' },
      } as Parameters<typeof cli.node.api.seed>[0])
    })()
    const [{ code, stdout }] = await Promise.all([cli.run('uninstall', '--yes', '--timeout', '3s'), silent])
    expect(code).toBe(3)
    expect(stdout).toMatch(/^genie-node +silent +it has not answered in time$/m)
  })
})

describe('kubectl genie dashboard', () => {
  test('forwards the page to loopback until it is told to end', async () => {
    const words = [join(root, 'cli/main.ts'), 'dashboard', '--no-browser']
    const child = spawn(process.execPath, words, { env: cli.env, stdio: ['ignore', 'pipe', 'pipe'] })
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer]
      const address = line.toString('utf8').trim()
      expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
      const paths = ['/api/v1/networks', '/', '/api/docs/', '/metrics']
      const answers = await Promise.all(paths.map((path) => ask(`${address}${path}`)))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
      expect(answers[3]?.body).toContain('genie_build_info')
      child.kill('SIGINT')
      await once(child, 'exit')
      expect(child.exitCode).toBe(0)
      await expect(ask(address)).rejects.toThrow('ECONNREFUSED')
    } finally {
      child.kill('SIGKILL')
    }
  })

  test('opens the browser that the system names', async () => {
    const bin = cli.node.at('bin')
    await mkdir(bin)
    const opener = join(bin, 'xdg-open')
    await writeFile(opener, `#!/bin/sh\necho "$1" > ${cli.node.at('opened')}\n`)
    await chmod(opener, 0o755)
    const words = [join(root, 'cli/main.ts'), 'dashboard', 'web']
    const env = { ...cli.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` }
    const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer]
      const opened = () => readFile(cli.node.at('opened'), 'utf8').catch(() => '')
      await expect.poll(opened, { timeout: 10_000 }).toBe(line.toString('utf8'))
    } finally {
      child.kill('SIGINT')
      await once(child, 'exit')
    }
  })
})

describe('completion', () => {
  test('offers commands, flags and live names, and no file names', async () => {
    const completed = async (...words: string[]) => (await cli.run('__complete', ...words)).stdout
    expect(await completed('why')).toBe('why\tWhy a pod has the network that it has\n:4\n')
    expect(await completed('why', 'w')).toBe('web\n:4\n')
    expect(await completed('rank', '--node', '')).toBe('genie-node\n:4\n')
    expect(await completed('simulate', '--instead', 'w')).toBe('weave\n:4\n')
    expect(await completed('networks', '--from=a')).toBe('--from=agents\n:4\n')
    expect(await completed('networks', '--context', '')).toBe('genie\n:4\n')
  })

  test('offers nothing, in time, where the API does not answer', async () => {
    cli.node.api.faults.add({ verb: 'list', resource: 'pods', times: 1, fault: { kind: 'hang' } })
    expect(await cli.run('__complete', 'why', '')).toEqual({ code: 0, stdout: ':4\n', stderr: '' })
  })
})

describe(`kubectl itself${noKubectl}`, () => {
  test.runIf(noKubectl === '')('runs and completes us as its plugin', async () => {
    const bin = cli.node.at('kubectl-bin')
    await mkdir(bin)
    for (const name of ['kubectl-genie', 'kubectl_complete-genie'])
      await symlink(join(root, 'cli/bin', name), join(bin, name))
    const env = { ...cli.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` }
    const networks = await runProgram('kubectl', ['genie', 'networks', '-o', 'name'], env)
    expect([networks.code, networks.stdout.trim().split('\n').toSorted()]).toEqual([
      0,
      ['calico', 'flannel', 'weave'],
    ])
    const unknown = await runProgram('kubectl', ['genie', 'netwroks'], env)
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      'Cannot find the command netwroks: did you mean networks\n',
    ])
    const completed = await runProgram('kubectl', ['__complete', 'genie', 'sta'], env)
    expect(completed.stdout).toContain('status\tAgents, their versions and modes')
  })
})

async function ask(address: string): Promise<{ status: number; body: string }> {
  const asked = get(address, { agent: false })
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 0, body: await text(answer) }
}
