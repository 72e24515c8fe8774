import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { PodList } from '../../domain/pod-attachments.ts'
import { fetchOverSocket } from '../../lab/agent-api.ts'
import { LoadedNode } from '../support/loaded-node.ts'
import { noProduct } from '../support/product.ts'

const sandboxOf = (pod: string) => ({ pod, containerId: pod, annotations: { cni: '' } })

/** More of them than Node has threads for files: whoever waits for a pipe would wait for ever. */
const pipes = ['p1@eth0.json', 'p2@eth0.json', 'p3@eth0.json', 'p4@eth0.json', 'p5@eth0.json']

/** Puts all sorts of things into the journal. */
async function litter(node: LoadedNode): Promise<void> {
  const at = (name: string) => node.at(`state/journal/${name}`)
  const whole = await readFile(at('living@eth0.json'))
  await Promise.all([
    writeFile(at('README'), 'Who put this here?'),
    writeFile(at('empty@eth0.json'), ''),
    writeFile(at('half@eth0.json'), whole.subarray(0, 100)),
    writeFile(at('rubbish@eth0.json'), Buffer.from([0, 255, 10, 123])),
    writeFile(at('no-key.json'), whole),
    writeFile(
      Buffer.concat([Buffer.from(at('')), Buffer.from([0xff, 0x0a]), Buffer.from('@eth0.json')]),
      whole,
    ),
    writeFile(at('long@eth0.json'), '').then(() => truncate(at('long@eth0.json'), 1e9)),
    mkdir(at('directory@eth0.json')),
    symlink('/dev/zero', at('device@eth0.json')),
    symlink(at('loop@eth0.json'), at('loop@eth0.json')),
    ...pipes.map((name) => Promise.resolve(execFileSync('mkfifo', [at(name)]))),
  ])
}

async function roundsOf(node: LoadedNode): Promise<number> {
  const { body } = await fetchOverSocket(node.at('http.sock'), '/metrics')
  return Number(/^genie_collector_rounds_total (\d+)$/m.exec(body)?.[1])
}

async function podsOf(node: LoadedNode): Promise<readonly string[]> {
  const { pods } = await node.get<PodList>('/api/v1/pods')
  return pods.map(({ name }) => name).sort()
}

describe.skipIf(noProduct !== '')(`An agent whose journal is full of rubbish${noProduct}`, () => {
  test('goes on measuring, planning and telling what is attached', async () => {
    await using node = await LoadedNode.open()
    expect(await node.call('ADD', sandboxOf('living'))).toMatchObject({ status: 0 })
    await litter(node)
    const rounds = await roundsOf(node)
    await expect.poll(() => roundsOf(node), { timeout: 20_000 }).toBeGreaterThan(rounds + 2)
    expect(await node.call('ADD', sandboxOf('late'))).toMatchObject({ status: 0, stderr: '' })
    expect(await podsOf(node)).toEqual(['late', 'living'])

    // The plugin waits 2 s for each.
    for (const name of pipes.slice(1)) await rm(node.at(`state/journal/${name}`))
    expect(await node.call('SWEEP', sandboxOf('none'))).toMatchObject({ status: 0 })
    expect(await node.leases.held()).toEqual(['late@eth0', 'living@eth0'])
    for (const pod of ['late', 'living', 'directory', 'half', 'p1'])
      expect(await node.call('DEL', sandboxOf(pod))).toMatchObject({ status: 0 })
    expect(await node.leases.held()).toEqual([])
    expect(await node.agent.stop()).toBe(0)
  })

  test('starts, follows no link, and does without the journal', async () => {
    await using node = await LoadedNode.open()
    expect(await node.call('ADD', sandboxOf('living'))).toMatchObject({ status: 0 })
    await litter(node)
    const nowhere = node.at('nowhere')
    await symlink(nowhere, node.at('state/last-good.json.tmp'))
    await node.restartAgent()
    expect(await podsOf(node)).toEqual(['living'])
    expect(existsSync(nowhere)).toBe(false)

    await rm(node.at('state/journal'), { recursive: true })
    expect(await node.call('DEL', sandboxOf('living'))).toMatchObject({ status: 0 })
    expect(await node.call('ADD', sandboxOf('late'))).toMatchObject({ status: 0, stderr: '' })
    expect(await podsOf(node)).toEqual(['late'])
  })
})
