import { expect, test, vi } from 'vitest'
import { restartLean } from './restart-lean.ts'

const started = {
  execPath: '/usr/bin/node',
  execArgv: ['--inspect'],
  argv: ['/usr/bin/node', '/srv/main.ts', '--verbose'],
}

test('restartLean() starts the same program with the same arguments and environment, and its own besides', () => {
  const execve = vi.fn<NonNullable<NodeJS.Process['execve']>>()
  restartLean('/var/cache/genie', { ...started, env: { NODE_NAME: 'one' }, execve })
  expect(execve.mock.calls).toEqual([
    [
      '/usr/bin/node',
      [
        '/usr/bin/node',
        '--max-semi-space-size=1',
        '--heap-growing-percent=30',
        '--inspect',
        '/srv/main.ts',
        '--verbose',
      ],
      {
        NODE_NAME: 'one',
        NODE_COMPILE_CACHE: '/var/cache/genie',
        MALLOC_ARENA_MAX: '1',
        MALLOC_MMAP_THRESHOLD_: '65536',
        MALLOC_TRIM_THRESHOLD_: '65536',
      },
    ],
  ])
})

test('restartLean() leaves alone a process that is started so already', () => {
  const execve = vi.fn<NonNullable<NodeJS.Process['execve']>>()
  restartLean('/var/cache/genie', { ...started, env: { NODE_COMPILE_CACHE: '/mine' }, execve })
  expect(execve).not.toHaveBeenCalled()
})
