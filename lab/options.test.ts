import { expect, it } from 'vitest'
import { readOptions, readPageAddress } from './options.ts'

const source = { argv: ['node', 'main.ts'], env: { PATH: '/bin' }, platform: 'linux' as const }

it('without a wish the page is on the first free port of the loopback from 8480 on', () => {
  expect(readPageAddress(undefined, undefined)).toEqual({
    kind: 'tcp',
    host: '127.0.0.1',
    port: 8480,
    portIsFixed: false,
  })
})

it('--port counts more than GENIE_HTTP', () => {
  expect(readPageAddress('9000', '[::1]:9001')).toMatchObject({
    host: '127.0.0.1',
    port: 9000,
    portIsFixed: true,
  })
  expect(readPageAddress(undefined, '[::1]:9001')).toMatchObject({
    host: '::1',
    port: 9001,
    portIsFixed: true,
  })
})

it('a page that no browser can reach is refused', () => {
  expect(() => readPageAddress(undefined, 'unix:/run/x.sock')).toThrow(
    "Cannot serve the lab's page on unix:/run/x.sock: set GENIE_HTTP to host:port",
  )
})

it('--json and --help are understood, and an unknown argument is named', () => {
  const read = (...args: string[]) =>
    readOptions({ ...source, argv: [...source.argv, ...args], getuid: () => 0 }, '/root')
  expect(read('--json', '-h')).toMatchObject({ json: true, help: true, surroundings: { uid: 0 } })
  expect(() => read('--jsno')).toThrow('--jsno')
})

it('--nodes is a number that the lab has addresses for, and one if left out', () => {
  const read = (...args: string[]) =>
    readOptions({ ...source, argv: [...source.argv, ...args], getuid: () => 0 }, '/')
  expect([read().nodes, read('--nodes', '3').nodes]).toEqual([1, 3])
  for (const bad of ['0', '5', '2.5', 'many'])
    expect(() => read('--nodes', bad)).toThrow(`Cannot make ${bad} nodes: give --nodes a number from 1 to 4`)
})
