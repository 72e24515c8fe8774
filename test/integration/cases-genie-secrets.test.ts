import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { NodeUnderTest, type PodUnderTest } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'

/** It stands wherever people keep such things, and wherever a parser's complaint could quote it from. */
const secret = 'eyJhbGciOi-genie-test-secret'

const ownConf = {
  policy: { type: 'k8s', k8s_auth_token: secret, k8s_client_key: secret },
  kubernetes: { k8s_api_root: `https://admin:${secret}@10.96.0.1` },
}
const confs = {
  '00-genie.conf': { cniVersion: '1.0.0', name: 'genie', type: 'genie', ...ownConf },
  '10-weave.conf': { cniVersion: '1.0.0', name: 'weave', type: 'weave-net', password: secret },
  '20-cut-off.conf': `{"cniVersion":"1.0.0","name":"cut-off","type":"calico","etcd_password":"${secret}`,
  '30-no-json.conf': secret,
  '40-untyped.conflist': {
    cniVersion: '1.0.0',
    name: 'untyped',
    plugins: [{ type: `../${secret}/${secret}` }],
  },
}
const definition = (name: string, config: string) =>
  JSON.stringify({
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: { name },
    spec: { config },
  })
const definitions = {
  'good.yaml': definition(
    'good',
    `{"cniVersion":"1.0.0","name":"good","type":"macvlan","token":"${secret}"}`,
  ),
  'cut-off.yaml': definition('cut-off', `{"cniVersion":"1.0.0","type":"macvlan","token":"${secret}`),
  'no-yaml.yaml': `token: [${secret}\nkind: "${secret}`,
  'no-spec.yaml': `apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata: { name: s }\nspec: { config: { token: ${secret} } }`,
}

const selectionKey = 'k8s.v1.cni.cncf.io/networks'

let node: NodeUnderTest
let agent: ChildProcess
let logged: Promise<string>
beforeAll(async () => {
  node = await NodeUnderTest.open()
  await node.stopAgent()
  await node.setConfs(confs)
  await node.setNetworkManifests(definitions)
  const main = join(import.meta.dirname, '../../agent/main.ts')
  const env = { PATH: process.env['PATH'], ...node.agentEnv, GENIE_LOG_LEVEL: 'trace' }
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  agent = child
  logged = Promise.all([text(child.stdout), text(child.stderr)]).then((parts) => parts.join(''))
  await vi.waitUntil(
    async () => (await node.get('/api/v1/networks').catch(() => undefined))?.status === 200,
    {
      timeout: 10_000,
    },
  )
})
afterAll(async () => {
  agent.kill('SIGKILL')
  await node[Symbol.asyncDispose]()
})

describe.each(pluginExecutables)('$name', (executable) => {
  const hidden = { 'kubectl.kubernetes.io/last-applied-configuration': `{"token":"${secret}"}` }
  const runtimeConfig = { token: secret }
  const say = async (pod: PodUnderTest, command: string, more: Parameters<PodUnderTest['call']>[1] = {}) => {
    const { status, stdout, stderr } = await pod.call(command, {
      conf: { ...ownConf, runtimeConfig },
      ...more,
    })
    return { status, said: stdout + stderr }
  }

  test('no secret of a conf, a definition, an annotation or a runtime is ever told, whatever goes wrong', async () => {
    const good = { cni: 'weave', [selectionKey]: 'good', ...hidden }
    const statuses: (number | null)[] = []
    const check = async (
      annotations: Readonly<Record<string, string>>,
      prepare?: (pod: PodUnderTest) => Promise<void>,
    ) => {
      const pod = await node.pod(executable, { annotations })
      await prepare?.(pod)
      for (const command of ['ADD', 'CHECK', 'DEL']) {
        const { status, said } = await say(pod, command)
        statuses.push(status)
        expect(said).not.toContain(secret)
      }
    }
    await check(good)
    await check({ cni: '', ...hidden })
    await check({ cni: 'nowhere', ...hidden })
    await check({ cni: 'cut-off', ...hidden })
    await check({ [selectionKey]: 'cut-off', ...hidden })
    await check({ [selectionKey]: 's', ...hidden })
    await check({ ...good, [selectionKey]: `[{"name":"good","cni-args":{"token":"${secret}"}` })
    await check(good, (pod) => pod.delegates.tellToPrint('macvlan', 'ADD', `{"token":"${secret}"`))
    await check(good, (pod) => pod.delegates.tell('macvlan', 'ADD', 'exit 3'))
    const failed = [1, 1, 0]
    expect(statuses).toEqual([0, 0, 0, 0, 0, 0, ...Array.from({ length: 7 }, () => failed).flat()])
  })

  test('no secret of a standard input or of CNI_ARGS that cannot be read is told', async () => {
    const pod = await node.pod(executable)
    const cutOff = `{"cniVersion":"1.0.0","name":"genie","type":"genie","policy":{"k8s_auth_token":"${secret}"`
    const typo = { CNI_ARGS: pod.cniArgs(`;K8S_ANNOT={"token":"${secret}",}`) }
    const calls = [
      await say(pod, 'ADD', { stdin: cutOff }),
      await say(pod, 'ADD', { stdin: `[${JSON.stringify(secret)}]` }),
      await say(pod, 'ADD', { env: typo }),
      await say(pod, 'ADD', { env: { CNI_ARGS: secret } }),
    ]
    expect(calls.map(({ status }) => status)).toEqual([1, 1, 1, 1])
    for (const { said } of calls) expect(said).not.toContain(secret)
  })
})

test('the log of the agent has no secret either, and says once what of our conf has no effect', async () => {
  agent.kill('SIGTERM')
  await once(agent, 'exit')
  const log = await logged
  expect(log).not.toContain(secret)
  const messages = log
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { msg: string }).msg]))
  expect(messages.filter((message) => message.startsWith('Passing over'))).toEqual([
    `Passing over kubernetes, policy in ${node.at('net.d/00-genie.conf')}: nothing here needs it`,
  ])
  expect(messages.filter((message) => message.includes('20-cut-off.conf'))).not.toEqual([])
})
