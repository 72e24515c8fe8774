import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { planned, PluginHost } from '../support/plugin-host.ts'

describe.each(pluginExecutables)('$name', (executable) => {
  test.each([
    ['exits without a word', 'exit 3', 100, 'status 3'],
    ['crashes', 'kill -11 $$', 100, 'signal 11'],
    ['prints rubbish', 'echo "no JSON at all"', 6, 'no usable answer'],
    ['prints a list', 'echo "[]"', 6, 'no usable answer'],
    ['prints addresses that are none', `echo '{"ips":[{"address":5}]}'`, 6, 'no usable answer'],
    ['answers in a version to come', `echo '{"cniVersion":"7.0.0"}'`, 1, 'no usable answer'],
    ['prints without end', 'yes 0123456789', 100, 'more than any CNI answer'],
    ['hangs', 'while :; do sleep 60; done', 101, 'within 400 ms'],
  ])('a delegate that %s fails the ADD, and all of it is undone', async (_, commands, code, words) => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a']), planned('two', 'net1', ['b']))
    await host.delegates.tell('b', 'ADD', commands)

    const outcome = await host.call('ADD', { conf: { genie: { delegateTimeoutMs: 400 } } })

    expect(outcome).toMatchObject({ status: 1, answer: { cniVersion: '1.0.0', code } })
    const { msg } = outcome.answer as { msg: string }
    expect(msg).toMatch(/^Delegate "b" of network "two" [^.].*[^.]$/)
    expect(msg).toContain(words)
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'ADD b net1', 'DEL b net1', 'DEL a eth0'])
    expect(await host.stateFiles()).toEqual([])
    expect(await host.agent.report()).toMatchObject({ command: 'ADD', outcome: 'failed', error: msg })
  })

  test("a delegate's own error keeps its code, its words and its details", async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a']))
    await host.delegates.tell('a', 'ADD', `echo '{"code":11,"msg":"pool is busy","details":"d"}'; exit 1`)
    expect(await host.call('ADD')).toMatchObject({
      status: 1,
      answer: {
        code: 11,
        msg: 'Delegate "a" of network "net" failed at ADD of eth0: pool is busy',
        details: 'd',
      },
    })
  })

  test('the third plugin of a conflist fails, and all three get DEL in reverse', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a', 'b', 'c']))
    await host.delegates.tellToFail('c', 'ADD', 999, 'no')
    expect(await host.call('ADD')).toMatchObject({ status: 1, answer: { code: 999 } })
    expect(await host.delegates.order()).toEqual([
      ...['ADD a eth0', 'ADD b eth0', 'ADD c eth0'],
      ...['DEL c eth0', 'DEL b eth0', 'DEL a eth0'],
    ])
  })

  test('the second of three networks fails, and only what was begun gets DEL, under its own name', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('x', 'eth0', ['a']), planned('y', 'net7', ['b', 'c']), planned('z', 'net2', ['a']))
    await host.delegates.tellToFail('b', 'ADD', 120, 'no')
    expect(await host.call('ADD')).toMatchObject({ status: 1, answer: { code: 120 } })
    const order = ['ADD a eth0', 'ADD b net7', 'DEL b net7', 'DEL a eth0']
    expect(await host.delegates.order()).toEqual(order)
    const [, , , last] = await host.delegates.calls()
    expect(JSON.parse(last?.stdin ?? '')).toHaveProperty('prevResult.ips')
  })

  test('what cannot be undone stays in the journal until a DEL succeeds', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a']), planned('two', 'net1', ['b']))
    await host.delegates.tellToFail('b', 'ADD', 120, 'first error')
    await host.delegates.tellToFail('a', 'DEL', 121, 'undo error')
    const { answer } = await host.call('ADD')
    expect(answer).toMatchObject({ code: 120, details: expect.stringContaining('undo error') as string })
    expect(await host.record()).toMatchObject({ state: 'pending', attachments: [{}, {}] })

    await host.delegates.tell('a', 'DEL', '')
    expect(await host.call('DEL')).toMatchObject({ status: 0 })
    expect(await host.record()).toBe(null)
    expect((await host.delegates.order()).slice(4)).toEqual(['DEL b net1', 'DEL a eth0'])
  })

  test('an ADD after one that was left half done undoes that one first', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a']))
    await host.delegates.tellToFail('a', 'ADD', 120, 'no')
    await host.delegates.tellToFail('a', 'DEL', 120, 'no')
    await host.call('ADD')
    host.plan(planned('two', 'eth0', ['b']))
    await host.delegates.tell('a', 'DEL', '')
    expect(await host.call('ADD')).toMatchObject({ status: 0 })
    expect((await host.delegates.order()).slice(2)).toEqual(['DEL a eth0', 'ADD b eth0'])
    expect(await host.record()).toMatchObject({ state: 'done', attachments: [{ network: 'two' }] })
  })

  test('a delegate that cannot be started is code 5 and needs no DEL of its own', async () => {
    await using host = await PluginHost.open(executable)
    const file = join(host.directory, 'bin/broken')
    await writeFile(file, '#!/nowhere/interpreter\n')
    await chmod(file, 0o755)
    host.plan(planned('net', 'eth0', ['a', 'broken']))
    expect(await host.call('ADD')).toMatchObject({ status: 1, answer: { code: 5 } })
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'DEL a eth0'])
    expect(await host.stateFiles()).toEqual([])
  })
})
