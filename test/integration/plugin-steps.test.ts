import { describe, expect, test } from 'vitest'
import { attachSteps } from '../../domain/plan-protocol.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { planned, PluginHost } from '../support/plugin-host.ts'

describe.each(pluginExecutables)('$name', (executable) => {
  test('an ADD tells how long each of its steps took, all of them together no longer than it ran', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a', 'b']), planned('two', 'net1', ['c']))
    await host.delegates.tell('b', 'ADD', 'sleep 0.05')
    const begun = performance.now()
    await host.call('ADD')
    const wallMs = performance.now() - begun
    const { stepsMs } = await host.agent.report()
    const times = attachSteps.map((step) => stepsMs?.[step] ?? NaN)
    expect(Object.keys(stepsMs ?? {})).toEqual([...attachSteps])
    expect(times.every((ms) => ms >= 0 && Number(ms.toFixed(3)) === ms)).toBe(true)
    expect(stepsMs?.exec).toBeGreaterThan(50)
    expect(times.reduce((sum, ms) => sum + ms)).toBeLessThan(wallMs)
  })

  test('an ADD that failed tells of no times, as not all steps were taken', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a']))
    await host.delegates.tellToFail('a', 'ADD', 120, 'no')
    await host.call('ADD')
    const report = await host.agent.report()
    expect(report.outcome).toBe('failed')
    expect(report).not.toHaveProperty('stepsMs')
  })
})
