import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { labNames } from '../../lab/lab-id.ts'
import { labPathsOf, newLabId } from '../../lab/lab-home.ts'
import { labNetworks, type LabNetwork } from '../../lab/lab-networks.ts'
import { layGround } from '../../lab/lay-ground.ts'
import { missingForLab } from '../../lab/missing-for-lab.ts'
import { delegateConflist } from '../../lab/network-confs.ts'
import { readOptions } from '../../lab/options.ts'
import { PodRuntime, type RunningPod } from '../../lab/pod-runtime.ts'
import { removeLab } from '../../lab/remove-lab.ts'
import { leftovers } from '../../lab/traces.ts'
import { Traffic } from '../../lab/traffic.ts'

const { surroundings } = readOptions({ ...process, argv: [] }, join(import.meta.dirname, '../..'))
const { delegateDir } = surroundings
const missing = await missingForLab({ ...surroundings, plugin: `${delegateDir}/bridge` })

describe.skipIf(missing !== null)(
  `The lab's networks${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    const id = newLabId()
    const { node, fabric, pod: nameOfPod } = labNames(id)
    const traffic = new Traffic(fabric, process.env)
    let index = 0

    beforeAll(() => layGround(id, labNetworks))
    afterAll(() => removeLab(id))

    /** The delegate by itself, without Genie in front of it. */
    const runtimeOf = (network: LabNetwork) => {
      const { name, cniVersion, plugins } = delegateConflist(network, labPathsOf(id).ipamDir)
      return new PodRuntime({
        ...{ node, delegateDir, env: process.env },
        nameOfPod: () => nameOfPod(++index),
        plugin: `${delegateDir}/${network.type}`,
        conf: { name, cniVersion, ...plugins[0] },
      })
    }
    const podOn = (network: LabNetwork): Promise<RunningPod> =>
      runtimeOf(network).add({ namespace: 'lab', name: network.name, uid: `uid-${index}` }, {})

    it.each(labNetworks)('$name carries what its capacity says and not more', async (network) => {
      const pod = await podOn(network)
      const wanted = 1.5 * network.capacityBitsPerSecond
      const finished = await traffic.start({ from: pod.namespace, bitsPerSecond: wanted, seconds: 3 })
      const share = ((await finished()) ?? 0) / network.capacityBitsPerSecond
      expect(share).toBeGreaterThan(0.6)
      expect(share).toBeLessThan(1.25)
    })

    it('leave nothing behind when the lab is removed', async () => {
      const pod = await podOn(labNetworks[0] as LabNetwork)
      await traffic.start({ from: pod.namespace, bitsPerSecond: 1e6, seconds: 60 })
      expect(await leftovers(id)).not.toEqual([])
      await removeLab(id)
      expect(await leftovers(id)).toEqual([])
    })
  },
)
