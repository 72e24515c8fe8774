import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../domain/plan-protocol.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { planned, PluginHost } from '../support/plugin-host.ts'
import type { StubAnswer } from '../support/stub-agent.ts'

async function expectNothingLeft(host: PluginHost): Promise<void> {
  expect(await host.delegates.calls()).toEqual([])
  expect(await host.stateFiles()).toEqual([])
}

describe.each(pluginExecutables)('$name', (executable) => {
  test.each<[string, StubAnswer]>([
    ['hangs up in the middle of a request', 'hang up'],
    ['says nothing for 2 s', 'say nothing'],
    ['answers no frame', { line: 'HTTP/1.1 400 Bad Request' }],
    ['answers with broken JSON', { line: '1{' }],
    ['answers with a frame of another version', { line: '2{"type":"plan"}' }],
    ['answers with an unknown frame', { line: '1{"type":"hello"}' }],
    ['answers with a plan without attachments', { line: '1{"type":"plan","attachments":[]}' }],
    ['answers with more than a frame may hold', { line: `1"${'x'.repeat(1_100_000)}"` }],
  ])('an agent that %s is code 11', async (_, answer) => {
    await using host = await PluginHost.open(executable)
    host.agent.answer = () => answer
    const outcome = await host.call('ADD')
    expect(outcome).toMatchObject({ status: 1, answer: { cniVersion: '1.0.0', code: 11 } })
    expect(outcome.stdout).toContain('Cannot ask the agent at')
    await expectNothingLeft(host)
  })

  test('a socket that nobody listens on is code 11 and says what to start', async () => {
    await using host = await PluginHost.open(executable)
    const stale = join(host.directory, 'stale.sock')
    await writeFile(stale, '')
    for (const socket of [stale, join(host.directory, 'no.sock')]) {
      const outcome = await host.call('ADD', { conf: { genie: { socket } } })
      expect(outcome).toMatchObject({ status: 1, answer: { code: 11 } })
      expect(outcome.stdout).toContain('start genie-agent')
    }
    await expectNothingLeft(host)
  })

  test("the agent's own error goes to the runtime as it is", async () => {
    await using host = await PluginHost.open(executable)
    const error = { code: 7, msg: 'Unknown network "x": choose one of a, b', details: 'annotation cni' }
    host.agent.answer = () => ({ type: 'error', ...error })
    expect(await host.call('ADD')).toMatchObject({ status: 1, answer: { cniVersion: '1.0.0', ...error } })
    await expectNothingLeft(host)
  })

  const fine = planned('one', 'eth0', ['a'])
  test.each<[string, Plan['attachments'], string]>([
    ['an interface name that leads elsewhere', [fine, planned('two', '../../x', ['b'])], 'slash'],
    ['an interface name of 16 bytes', [fine, planned('two', 'e234567890123456', ['b'])], '15 bytes'],
    ['an empty interface name', [fine, planned('two', '', ['b'])], 'empty'],
    ['an interface name twice', [fine, planned('two', 'eth0', ['b'])], 'taken'],
    ['a conflist that is no JSON', [fine, { ...fine, ifname: 'net1', conflist: '{' }], 'no valid JSON'],
    ['a conflist without plugins', [fine, planned('two', 'net1', [])], 'lists no plugins'],
    ['a conflist with a name of its own kind', [fine, planned('a/b', 'net1', ['b'])], 'its name'],
    ['a plugin type that leads elsewhere', [fine, planned('two', 'net1', ['../a'])], 'plain file name'],
    ['a plugin without a type', [fine, planned('two', 'net1', [{}])], 'plain file name'],
    ['ourselves as a delegate', [fine, planned('two', 'net1', ['genie'])], 'this plugin itself'],
    ['a gateway that is no address', [{ ...fine, gateways: ['10.1.0.1', 'gw'] }], 'no IP address'],
    ['capability arguments that are no object', [{ ...fine, runtimeConfig: '[]' }], 'runtimeConfig'],
    ['cni-args that are no JSON', [{ ...fine, cniArgs: '{"x":01}' }], 'cniArgs'],
    ['a delegate that is not installed', [fine, planned('two', 'net1', ['b', 'nosuch'])], '"nosuch"'],
  ])('a plan with %s is refused before anything runs', async (_, attachments, word) => {
    await using host = await PluginHost.open(executable)
    host.plan(...attachments)
    const outcome = await host.call('ADD')
    expect(outcome).toMatchObject({ status: 1, answer: { code: 7 } })
    expect((outcome.answer as { msg: string }).msg).toContain(word)
    expect(await host.agent.report()).toMatchObject({ outcome: 'failed', decision: 'd-1' })
    await expectNothingLeft(host)
  })

  test('the plugin under another name is refused as a delegate too', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a']))
    expect(await host.call('ADD', { conf: { type: 'a' } })).toMatchObject({ status: 1, answer: { code: 7 } })
    await expectNothingLeft(host)
  })
})
