import { expect, it } from 'vitest'
import { runCommand } from '../../lab/run-command.ts'

const node = (code: string) => [process.execPath, '-e', code]

it('gives what the program prints for what it is given', async () => {
  expect(await runCommand(node('process.stdin.pipe(process.stdout)'), { input: 'text' })).toBe('text')
})

it('a failure says the command, the status and the first line that the program said', async () => {
  const failing = runCommand(['/bin/sh', '-c', 'echo whole; echo why >&2; echo more >&2; exit 3'])
  await expect(failing).rejects.toMatchObject({
    message:
      'Cannot run "/bin/sh -c echo whole; echo why >&2; echo more >&2; exit 3": it ended with status 3 and said: why',
    stdout: 'whole\n',
  })
})

it('a program that does not exist is an error', async () => {
  await expect(runCommand(['/nonexistent/genie'])).rejects.toThrow('ENOENT')
})

it('a program that reads nothing of a large stdin is judged by its status', async () => {
  expect(await runCommand(node(''), { input: 'x'.repeat(1_000_000) })).toBe('')
})

it('a program that does not end is killed', async () => {
  await expect(runCommand(node('setInterval(() => {}, 1000)'), { timeoutMs: 300 })).rejects.toThrow()
})
