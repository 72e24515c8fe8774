import { describe, expect, test } from 'vitest'
import { measureStorm } from '../../bench/storm/measure-storm.ts'
import { noRealNode } from '../support/real-node.ts'

describe.skipIf(noRealNode !== '')(`A storm${noRealNode}`, () => {
  test('of 120 pods, with agent and plugin killed in the middle, leaves nothing, and every answer is true', async () => {
    const complaints: string[] = []
    const { calls, agentKills, agentDeaths, left, lied } = await measureStorm(120, {
      parallel: 4,
      staying: 2,
      meanAgentLifeMs: 150,
      pluginKillShare: 0.1,
      complain: (sentence) => complaints.push(sentence),
    })
    expect(complaints).toEqual([])
    expect({ agentDeaths, left, lied }).toEqual({
      agentDeaths: 0,
      left: { addresses: 0, veths: 0, namespaces: 0, journal: 0, locks: 0 },
      lied: 0,
    })
    expect(calls).toBeGreaterThanOrEqual(360)
    expect(agentKills).toBeGreaterThan(0)
  })
})
