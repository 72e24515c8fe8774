import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { missingForLab } from '../../lab/missing-for-lab.ts'
import { readOptions } from '../../lab/options.ts'
import { findLabs } from '../../lab/traces.ts'

const root = join(import.meta.dirname, '../..')
const missing = await missingForLab(readOptions({ ...process, argv: [] }, root).surroundings)

/** A program of the lab, whose output the test reads. */
const start = (program: string, ...args: string[]) =>
  spawn(process.execPath, [join(root, 'lab', program), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })

interface Report {
  readonly pods: readonly {
    readonly phase: string
    readonly network: string
    readonly ips: readonly string[]
  }[]
  readonly filled: string
}

describe.skipIf(missing !== null)(
  `The lab's programs${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    it('the demo moves the pods off the filled network and leaves nothing behind', async () => {
      const demo = start('demo.ts', '--json')
      const [output, progress] = await Promise.all([
        text(demo.stdout),
        text(demo.stderr),
        once(demo, 'close'),
      ])
      expect(demo.exitCode, progress).toBe(0)
      const report = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Report
      const after = report.pods.filter(({ phase }) => phase === 'after')
      const moved = after.filter(({ network }) => network !== report.filled).length / after.length
      expect(report).toMatchObject({ moved, cleanup: 'clean' })
      expect(moved).toBeGreaterThanOrEqual(0.9)
      expect(
        new Set(report.pods.flatMap(({ network, ips }) => ips.map((ip) => `${network} ${ip}`))).size,
      ).toBe(16)
      expect(demo.exitCode).toBe(0)
    })

    it('Ctrl-C while pods come ends the lab without a trace', async () => {
      const program = start('main.ts', '--port', '0')
      for await (const line of createInterface(program.stdout)) if (line.includes('before-2')) break
      const labs = (await findLabs(0)).filter(({ owner }) => owner.pid === program.pid)
      expect(labs).toHaveLength(1)
      program.stdout.resume()
      program.kill('SIGINT')
      await once(program, 'close')
      expect(program.exitCode).toBe(0)
      expect((await findLabs(0)).filter(({ owner }) => owner.pid === program.pid)).toEqual([])
    })
  },
)
