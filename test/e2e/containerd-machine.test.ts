import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test, vi } from 'vitest'
import { noContainerd } from '../support/containerd/no-containerd.ts'
import { machinesLeft, sweepDeadMachines } from '../support/containerd/remove-machine.ts'

const abandon = join(import.meta.dirname, '../support/containerd/abandon-machine.ts')

/** Where a cgroup can be made: below a hierarchy of version 1, or at the root of version 2. */
const hierarchy = existsSync('/sys/fs/cgroup/pids') ? 'pids' : '.'

/** Whether any process has a mount namespace in which that directory is a mount point's. */
const isMounted = (name: string) =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .some((pid) => {
      try {
        return readFileSync(`/proc/${pid}/mountinfo`, 'utf8').includes(`/tmp/${name}/`)
      } catch {
        return false
      }
    })

describe.skipIf(noContainerd !== '')(`A machine apart${noContainerd}`, () => {
  test('whose owner was killed ends at once, and the next one sweeps what it has left', async () => {
    const owner = spawn(process.execPath, [abandon, hierarchy], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [name] = (await once(createInterface(owner.stdout), 'line')) as [string]
    expect(await machinesLeft()).toContain(name)
    expect(isMounted(name)).toBe(true)
    owner.kill('SIGKILL')
    await once(owner, 'close')
    await vi.waitUntil(() => !isMounted(name), { timeout: 10_000 })
    await sweepDeadMachines()
    expect(await machinesLeft()).not.toContain(name)
  })
})
