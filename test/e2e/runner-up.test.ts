import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { labNetworks } from '../../lab/lab-networks.ts'
import { noRealNode, RealNode } from '../support/real-node.ts'

describe.skipIf(noRealNode !== '')(`A network that is full by the time of the ADD${noRealNode}`, () => {
  /** After its first round the agent counts nothing again, so that it is late by as much as the test likes. */
  const node = new RealNode({ GENIE_POLL: '0 0 0 1 1 *' })
  const { api } = node

  beforeAll(() => node.open())
  afterAll(() => node.close())

  const firstInOrder = async () => (await api.networks()).networks[0]?.name ?? ''

  /** Somebody else has taken every address of it. */
  async function fill(network: string): Promise<void> {
    const { podSubnet = '' } = labNetworks.find(({ name }) => name === network) ?? {}
    const directory = join(node.paths.ipamDir, network)
    await mkdir(directory, { recursive: true })
    for (let last = 1; last < 255; last++)
      await writeFile(join(directory, podSubnet.replace(/0\/24$/, `${last}`)), 'genie-filler\neth0')
  }

  const empty = (network: string) => rm(join(node.paths.ipamDir, network), { recursive: true })

  test('is left for the runner-up within it, by the words of the real host-local', async () => {
    const best = await firstInOrder()
    await fill(best)
    await node.withPod({ cni: '' }, async (pod) => {
      await empty(best)
      const decision = await api.decisionFor(pod.pod.uid)
      expect(decision).toMatchObject({ outcome: 'attached', tried: [{ network: best }] })
      expect(decision?.tried?.[0]?.error).toContain('no IP addresses available in range set')
      expect(decision?.chosen).not.toBe(best)
      expect(await node.interfacesOf(pod.namespace)).toEqual({ eth0: pod.ips })
      const { networks } = await api.networks()
      expect(networks.find(({ name }) => name === best)?.standing.excluded?.code).toBe('cooling-down')
    })
  })

  test('is passed over, while it cools down, by a pod that wants two networks on different links', async () => {
    await node.withPod({ cni: '', 'cni-genie.io/pick': '2' }, async (pod) => {
      const decision = await api.decisionFor(pod.pod.uid)
      expect(decision?.picks).toHaveLength(2)
      expect(
        decision?.candidates.find(({ network }) => decision.picks?.includes(network) === false)?.excluded
          ?.code,
      ).toBe('cooling-down')
      expect(Object.keys(await node.interfacesOf(pod.namespace))).toEqual(['eth0', 'eth1'])
    })
  })
})
