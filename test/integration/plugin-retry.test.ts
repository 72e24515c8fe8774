import { describe, expect, test } from 'vitest'
import type { Plan } from '../../domain/plan-protocol.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { planned, PluginHost } from '../support/plugin-host.ts'

const empty = 'failed to allocate for range 0: no IP addresses available in range set: 10.9.0.1-10.9.0.6'

const planOf = (decision: string, ...attachments: Plan['attachments']): Plan => ({
  type: 'plan',
  attachments,
  decision,
  canRetry: true,
})

const first = planOf('d-1', planned('one', 'eth0', ['a']))
const second = planOf('d-2', planned('two', 'eth0', ['b']))

describe.each(pluginExecutables)('$name', (executable) => {
  /** A host whose agent plans network `one`, which is full, and then whatever it is told. */
  async function full(plan: Plan = first): Promise<PluginHost> {
    const host = await PluginHost.open(executable)
    host.agent.answer = () => plan
    await host.delegates.tellToFail('a', 'ADD', 11, empty)
    return host
  }

  test('a network that is full is undone, and the next plan comes true within the same ADD', async () => {
    await using host = await full()
    host.agent.next = () => second
    expect(await host.call('ADD')).toMatchObject({ status: 0, answer: { ips: [{ address: '10.9.0.5/16' }] } })
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'DEL a eth0', 'ADD b eth0'])
    expect(host.agent.requests).toHaveLength(1)
    expect(host.agent.retries).toEqual([
      {
        type: 'retry',
        ...{ containerId: 'c1', ifname: 'eth0', decision: 'd-1' },
        failure: {
          ...{ network: 'one', ifname: 'eth0', code: 11 },
          msg: `Delegate "a" of network "one" failed at ADD of eth0: ${empty}`,
        },
      },
    ])
    expect(await host.record()).toMatchObject({
      ...{ state: 'done', decision: 'd-2' },
      attachments: [{ network: 'two' }],
    })
    expect(await host.agent.report()).toMatchObject({ command: 'ADD', outcome: 'done', decision: 'd-2' })
  })

  test('several networks of a plan are all undone before the next one', async () => {
    await using host = await full(planOf('d-1', planned('two', 'eth0', ['b']), planned('one', 'eth1', ['a'])))
    host.agent.next = () => planOf('d-2', planned('two', 'eth0', ['b']), planned('three', 'eth1', ['c']))
    expect(await host.call('ADD')).toMatchObject({ status: 0 })
    expect(await host.delegates.order()).toEqual([
      ...['ADD b eth0', 'ADD a eth1', 'DEL a eth1', 'DEL b eth0'],
      ...['ADD b eth0', 'ADD c eth1'],
    ])
    expect(host.agent.retries).toMatchObject([{ failure: { network: 'one', ifname: 'eth1' } }])
  })

  test.each<[string, PluginHost['agent']['next']]>([
    ['has no other network', () => ({ type: 'error', code: 11, msg: 'Cannot try another network' })],
    ['goes away meanwhile', () => 'hang up'],
    ['says nothing', () => 'say nothing'],
    ['answers nonsense', () => ({ line: '1{"type":"plan","attachments":[]}' })],
  ])('an agent that %s leaves the error as it was, and nothing on the node', async (_what, next) => {
    await using host = await full()
    host.agent.next = next
    expect(await host.call('ADD')).toMatchObject({
      status: 1,
      answer: { code: 11, msg: `Delegate "a" of network "one" failed at ADD of eth0: ${empty}` },
    })
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'DEL a eth0'])
    expect(await host.stateFiles()).toEqual([])
  })

  test('a failure is reported with the network, its code and its words', async () => {
    await using host = await full()
    host.agent.next = () => ({ type: 'error', code: 11, msg: 'no' })
    await host.delegates.tell(
      'a',
      'ADD',
      `echo '{"code":50,"msg":"${'ü'.repeat(9_000)}","details":"d"}'; exit 1`,
    )
    await host.call('ADD')
    const { failure, decision } = await host.agent.report()
    expect([decision, failure?.network, failure?.code, failure?.details]).toEqual(['d-1', 'one', 50, 'd'])
    expect(failure?.msg).toHaveLength(1_000)
  })

  test('an agent that offers no other plan, as one before retries, is not asked for it', async () => {
    const { canRetry: _canRetry, ...plan } = first
    await using host = await full(plan)
    host.agent.next = () => second
    expect(await host.call('ADD')).toMatchObject({ status: 1, answer: { code: 11 } })
    expect(host.agent.retries).toEqual([])
  })

  test('what could not be undone keeps the record, and no other network is tried', async () => {
    await using host = await full()
    host.agent.next = () => second
    await host.delegates.tellToFail('a', 'DEL', 121, 'busy')
    expect(await host.call('ADD')).toMatchObject({ status: 1, answer: { code: 11 } })
    expect([await host.record(), host.agent.retries]).toMatchObject([
      { state: 'pending', decision: 'd-1' },
      [],
    ])
  })

  test('a plugin that the runtime has asked to stop tries no other network', async () => {
    await using host = await full()
    host.agent.next = () => second
    await host.delegates.tell('a', 'ADD', `kill -TERM $PPID; echo '{"code":11,"msg":"${empty}"}'; exit 1`)
    expect(await host.call('ADD')).toMatchObject({ status: 1, answer: { code: 11 } })
    expect(host.agent.retries).toEqual([])
    expect(await host.agent.report()).not.toHaveProperty('failure')
  })

  test('three other networks are tried and no more, whatever the agent offers', async () => {
    await using host = await full()
    let plans = 1
    host.agent.next = () => planOf(`d-${++plans}`, planned('one', 'eth0', ['a']))
    expect(await host.call('ADD')).toMatchObject({ status: 1, answer: { code: 11 } })
    expect(host.agent.retries.map(({ decision }) => decision)).toEqual(['d-1', 'd-2', 'd-3'])
    expect(await host.agent.report()).toMatchObject({ outcome: 'failed', decision: 'd-4' })
    expect(await host.stateFiles()).toEqual([])
  })

  test('a next plan that cannot be is refused as a first one is, with nothing left', async () => {
    await using host = await full()
    host.agent.next = () => planOf('d-2', planned('two', 'eth0', ['absent']))
    expect(await host.call('ADD')).toMatchObject({ status: 1, answer: { code: 7 } })
    expect(await host.stateFiles()).toEqual([])
  })
})
