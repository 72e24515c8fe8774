import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { buildController, type Controller } from '../../controllers/build-controller.ts'
import { ControllerConfig } from '../../controllers/config.ts'
import { realDelay } from '../../kube/delay.ts'
import { openClient } from '../../kube/open-client.ts'
import { fetchOverSocket } from '../../lab/agent-api.ts'
import { systemClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { readConfig } from '../../service-kit/read-config.ts'
import { agentHost, ControllerCluster } from '../support/controller-cluster.ts'

const wait = { timeout: 25_000, interval: 50 }
const main = join(import.meta.dirname, '../../controllers/main.ts')

let cluster: ControllerCluster
let directory: string
const children: ChildProcess[] = []

beforeEach(async () => {
  cluster = await ControllerCluster.start()
  directory = mkdtempSync(join(tmpdir(), 'genie-replicas-'))
  await cluster.show(1, { weave: { score: 0.9, attachments: 4 } })
  cluster.addNetwork('weave', { conf: 'weave' })
})

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  await cluster[Symbol.asyncDispose]()
  rmSync(directory, { recursive: true, force: true })
})

/** A replica as a process; what it shows as its metrics. */
function startReplica(name: string) {
  const socket = join(directory, `${name}.sock`)
  const child = spawn(process.execPath, [main], {
    env: {
      ...cluster.settings,
      ...{
        POD_NAME: name,
        KUBECONFIG: cluster.signIn().kubeconfig,
        GENIE_METRICS: `unix:${socket}`,
        GENIE_LOG_LEVEL: 'warn',
      },
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  children.push(child)
  const isLeader = async () => {
    const page = await fetchOverSocket(socket, '/metrics').catch(() => null)
    return page?.body.includes('genie_controller_leader 1') === true
  }
  return { child, isLeader }
}

/** Agents are asked by the leader alone: so often in a while as one of them would. */
async function isQuiet(): Promise<void> {
  const asked = cluster.agents.scrapes(agentHost(1))
  await vi.waitUntil(() => cluster.agents.scrapes(agentHost(1)) >= asked + 8, wait)
}

test('of two replicas one works; when it ends the other goes on where it was, and writes nothing that is written', async () => {
  const replicas = [startReplica('one'), startReplica('two')]
  await vi.waitUntil(() => cluster.statusOf('weave') !== undefined, wait)
  await isQuiet()
  const leading = await Promise.all(replicas.map(({ isLeader }) => isLeader()))
  expect(leading.toSorted()).toEqual([false, true])
  expect(cluster.patches()).toBe(1)
  const [leader, other] = leading[0] === true ? replicas : replicas.toReversed()
  const ended = once(leader?.child as ChildProcess, 'exit')
  leader?.child.kill('SIGTERM')
  await ended
  expect(leader?.child.exitCode).toBe(0)
  // Sooner than the Lease would run out: it was given back.
  await vi.waitUntil(() => other?.isLeader(), { ...wait, timeout: 12_000 })
  await isQuiet()
  expect(cluster.patches()).toBe(1)
  await cluster.show(1, { weave: { score: 0.1, attachments: 4 } })
  await vi.waitUntil(() => cluster.statusOf('weave')?.bands['Poor'] === 1, wait)
  expect(cluster.patches()).toBe(2)
}, 60_000)

test('a leader whom the API refuses works no longer before another one begins', async () => {
  const figures = { leaseDurationMs: 1_000, renewDeadlineMs: 600, retryPeriodMs: 100 }
  const stop = new AbortController()
  await using open = new AsyncDisposableStack()
  const begin = async (name: string): Promise<{ controller: Controller; token: string }> => {
    const { token, kubeconfig } = cluster.signIn()
    const client = open.use(await openClient({ program: 'genie-test', kubeconfig, env: {} }))
    const config = readConfig(ControllerConfig, { ...cluster.settings, POD_NAME: name })
    const logger = createLogger('silent')
    const controller = open.use(
      buildController({ config, client, clock: systemClock, delay: realDelay, logger, figures }),
    )
    const running = controller.run(stop.signal)
    open.defer(async () => {
      stop.abort()
      await running
    })
    return { controller, token }
  }
  const one = await begin('one')
  await vi.waitUntil(() => one.controller.isLeader() && cluster.statusOf('weave'), wait)
  const two = await begin('two')
  let mostAtOnce = 0
  cluster.api.removeUser(one.token)
  await vi.waitUntil(
    () => {
      const leaders = [one, two].filter(({ controller }) => controller.isLeader()).length
      mostAtOnce = Math.max(mostAtOnce, leaders)
      return two.controller.isLeader()
    },
    { ...wait, interval: 5 },
  )
  expect([one.controller.isLeader(), mostAtOnce]).toEqual([false, 1])
  await cluster.show(1, { weave: { score: 0.1, attachments: 4 } })
  await vi.waitUntil(() => cluster.statusOf('weave')?.bands['Poor'] === 1, wait)
})
