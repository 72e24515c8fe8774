import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PodRef } from '../../domain/decision.ts'
import { AgentApi } from '../../lab/agent-api.ts'
import { startAgent, type AgentProcess } from '../../lab/agent-process.ts'
import { cniEnvironment, cniStdin, type Sandbox } from '../../lab/cni-call.ts'
import { labPathsOf, newLabId } from '../../lab/lab-home.ts'
import { labNames } from '../../lab/lab-id.ts'
import { labNetworks } from '../../lab/lab-networks.ts'
import { genieConfOf, layGround } from '../../lab/lay-ground.ts'
import { missingForLab } from '../../lab/missing-for-lab.ts'
import { readOptions } from '../../lab/options.ts'
import { PodRuntime, type RunningPod } from '../../lab/pod-runtime.ts'
import { removeLab } from '../../lab/remove-lab.ts'
import { CommandError, runCommand } from '../../lab/run-command.ts'
import { leftovers, labMark } from '../../lab/traces.ts'
import { Traffic } from '../../lab/traffic.ts'

const root = join(import.meta.dirname, '../..')
const { surroundings } = readOptions({ ...process, argv: [] }, root)
const missing = await missingForLab(surroundings)

const id = newLabId()
const { node, fabric, pod: nameOfPod } = labNames(id)
const paths = labPathsOf(id)
const env = { PATH: process.env['PATH'] ?? '', [labMark]: id }
const { delegateDir } = surroundings
const plugin = `${root}/dist/genie`

describe.skipIf(missing !== null)(
  `A pod on a real node${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    let agent: AgentProcess
    const runtime = new PodRuntime({ node, nameOfPod, plugin, conf: genieConfOf(id), delegateDir, env })
    const traffic = new Traffic(fabric, env)
    const api = new AgentApi(paths.httpSocket)

    const startIt = () => startAgent({ paths, root, namespace: node, nodeName: 'genie-node', env })
    const podRef = (name: string): PodRef => ({ namespace: 'e2e', name, uid: randomUUID() })
    const journal = () => readdirSync(join(paths.stateDir, 'journal'))
    const addressesOf = (network: string) =>
      (existsSync(join(paths.ipamDir, network)) ? readdirSync(join(paths.ipamDir, network)) : []).filter(
        (name) => /^\d+(\.\d+){3}$/.test(name),
      )

    beforeAll(async () => {
      await layGround(id, labNetworks)
      agent = await startIt()
    })

    afterAll(async () => {
      await agent.stop()
      await removeLab(id)
      expect(await leftovers(id)).toEqual([])
    })

    /** Attaches a pod, looks at it, and takes it away again, whatever the look finds. */
    async function withPod(
      annotations: Record<string, string>,
      look: (pod: RunningPod) => Promise<void>,
    ): Promise<void> {
      const pod = await runtime.add(podRef('pod'), annotations)
      try {
        await look(pod)
      } finally {
        await runtime.remove(pod, annotations)
      }
      expect(journal()).toEqual([])
      expect(labNetworks.flatMap(({ name }) => addressesOf(name))).toEqual([])
    }

    /** The interfaces of a pod's namespace with their IPv4 addresses, loopback left out. */
    async function interfacesOf(namespace: string): Promise<Record<string, string[]>> {
      const links = JSON.parse(await runCommand(['ip', '-n', namespace, '-j', '-4', 'address'])) as {
        ifname: string
        addr_info: { local: string }[]
      }[]
      const own = links.filter(({ ifname }) => ifname !== 'lo')
      return Object.fromEntries(
        own.map(({ ifname, addr_info: list }) => [ifname, list.map(({ local }) => local)]),
      )
    }

    test('cni: "" gives it the network of a stored decision, and the outside answers through it', async () => {
      await withPod({ cni: '' }, async (pod) => {
        const decision = await api.decisionFor(pod.pod.uid)
        expect(decision).toMatchObject({ ifname: 'eth0', outcome: 'attached', pod: pod.pod })
        expect(addressesOf(decision?.chosen ?? '')).toEqual(pod.ips)
        expect(await interfacesOf(pod.namespace)).toEqual({ eth0: pod.ips })
        const flow = await traffic.start({ from: pod.namespace, bitsPerSecond: 1e6, seconds: 1 })
        expect(await flow()).toBeGreaterThan(0)
      })
    })

    test('leaving gives everything back, and the decision says so', async () => {
      const pod = await runtime.add(podRef('leaves'), { cni: '' })
      await runtime.remove(pod, {})
      expect(await api.decisionFor(pod.pod.uid)).toMatchObject({ outcome: 'detached' })
    })

    test('two networks by name become two interfaces, and DEL takes both', async () => {
      await withPod({ cni: 'routed-80m,bridge-40m@net7' }, async (pod) => {
        const [routed, bridged] = pod.ips
        expect(await interfacesOf(pod.namespace)).toEqual({ eth0: [routed], net7: [bridged] })
      })
    })

    test('without the annotation it joins the first network of the conf dir, and no decision is made', async () => {
      await withPod({}, async (pod) => {
        expect(addressesOf('bridge-40m')).toEqual(pod.ips)
        expect(await api.decisionFor(pod.pod.uid)).toBeNull()
      })
    })

    test.each([
      ['weave', 'Cannot attach to "weave" as this node has no such network: it has bridge-40m'],
      ['genie', 'Cannot attach to "genie" as it is this plugin itself'],
      ['bridge-40m@eth0,routed-80m@eth0', 'Cannot attach two networks to eth0'],
    ])('cni: "%s" is refused in one sentence and leaves nothing', async (cni, sentence) => {
      await expect(runtime.add(podRef('refused'), { cni })).rejects.toThrow(sentence)
      expect(journal()).toEqual([])
    })

    test('CHECK is content with what ADD made, and not when somebody took the interface away', async () => {
      const pod = await runtime.add(podRef('checked'), { cni: 'bridge-40m' })
      const check = () => call('CHECK', pod)
      expect(await check()).toBe('')
      await runCommand(['ip', '-n', pod.namespace, 'link', 'delete', 'eth0'])
      await expect(check()).rejects.toThrow(CommandError)
      await runtime.remove(pod, {})
    })

    test('with the agent away ADD asks to try again and DEL works; the restarted agent remembers', async () => {
      const pod = await runtime.add(podRef('stays'), { cni: '' })
      await agent.stop()
      await expect(runtime.add(podRef('comes'), { cni: '' })).rejects.toThrow('genie-agent')
      await runtime.remove(pod, {})
      expect(journal()).toEqual([])
      agent = await startIt()
      expect(await api.decisionFor(pod.pod.uid)).toMatchObject({ outcome: 'attached' })
    })

    function call(command: string, sandbox: Sandbox): Promise<string> {
      return runCommand(['ip', 'netns', 'exec', node, plugin], {
        env: {
          ...env,
          ...cniEnvironment('ADD', sandbox, true),
          CNI_COMMAND: command,
          CNI_PATH: `${root}/dist:${delegateDir}`,
        },
        input: cniStdin(genieConfOf(id), {}),
      })
    }
  },
)
