import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { newLabId } from '../../lab/lab-home.ts'
import { labNetworks } from '../../lab/lab-networks.ts'
import { layGround } from '../../lab/lay-ground.ts'
import { missingForLab } from '../../lab/missing-for-lab.ts'
import { readOptions } from '../../lab/options.ts'
import { removeLab, sweepDeadLabs } from '../../lab/remove-lab.ts'
import { leftovers } from '../../lab/traces.ts'

const { surroundings } = readOptions({ ...process, argv: [] }, join(import.meta.dirname, '../..'))
const missing = await missingForLab({ ...surroundings, plugin: `${surroundings.delegateDir}/bridge` })

/** Starts a lab in a process of its own and kills that one as soon as the lab is complete. */
async function killedLab(): Promise<string> {
  const owner = spawn(process.execPath, [join(import.meta.dirname, 'lab-victim.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [id] = (await once(createInterface(owner.stdout), 'line')) as [string]
  owner.kill('SIGKILL')
  await once(owner, 'close')
  return id
}

describe.skipIf(missing !== null)(`The sweep${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  it('removes every trace of a lab whose owner was killed', async () => {
    const id = await killedLab()
    const found = (await leftovers(id)).map((line) => line.replace(/genie-lab.*-/, '').replace(/\d+$/, 'N'))
    expect(new Set(found)).toEqual(
      new Set([
        'network namespace node',
        'network namespace fabric',
        'network namespace pN',
        'process N',
        expect.stringMatching(/^directory /),
      ]),
    )
    // Two labs that start at the same time find the same remains.
    const swept = await Promise.all([sweepDeadLabs(0), sweepDeadLabs(0)])
    expect(swept.flat()).toContain(id)
    expect(await leftovers(id)).toEqual([])
  })

  it('lets a lab be whose owner lives', async () => {
    const id = newLabId()
    try {
      await layGround(id, labNetworks)
      const before = await leftovers(id)
      expect(await sweepDeadLabs(0)).not.toContain(id)
      expect(await leftovers(id)).toEqual(before)
    } finally {
      await removeLab(id)
    }
    expect(await leftovers(id)).toEqual([])
  })
})
