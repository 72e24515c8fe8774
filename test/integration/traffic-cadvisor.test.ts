import { expect, test } from 'vitest'
import { openHttpSource } from '../../collector/http/axios-source.ts'
import { Cadvisor } from '../../collector/traffic/cadvisor/cadvisor.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { containersAt, grownFigures, sandbox, viewOfTwo } from '../support/counted-node.ts'
import { openEvilServer } from '../support/evil-server.ts'
import { describeSourceContract } from '../support/source-contract.ts'

const steady = new ManualClock()

describeSourceContract('cadvisor', {
  open: (url) => new Cadvisor(openHttpSource({ url }), steady),
  view: (at) => {
    steady.advance(60_000)
    return viewOfTwo(at)
  },
  answer: (path, at) =>
    path.startsWith('/api/v2.1/stats/') ? { body: JSON.stringify(containersAt(at)) } : null,
  withNumber: (body, number) => body.replaceAll(/("rx_bytes"):\d+/g, `$1:${number}`),
  withName: (body, name) => body.replace('"net1"', JSON.stringify(name)),
  exploded: (count) =>
    JSON.stringify(
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`/c${index}`, { stats: [] }])),
    ),
})

test('a cAdvisor that has no newer API is asked as CNI-Genie did, and for containers only where they are needed', async () => {
  const clock = new ManualClock()
  const named = () => Object.entries(containersAt(clock.nowMs())).map(([name, one]) => ({ name, ...one }))
  const answers: Record<string, () => unknown> = {
    '/api/v1.3/subcontainers/': named,
    '/api/v1.3/containers/': () => named()[0],
  }
  await using server = await openEvilServer((path) => {
    const answer = answers[path]
    return answer === undefined ? null : { body: JSON.stringify(answer()) }
  })
  const source = new Cadvisor(openHttpSource({ url: server.url }), clock)
  const read = (names: readonly string[]) => {
    clock.advance(10_000)
    const { networks, ...view } = viewOfTwo(clock.nowMs())
    const asked = networks.filter(({ name }) => names.includes(name))
    return source.read({ ...view, networks: asked }, AbortSignal.timeout(5_000))
  }
  await read(['uplinked', 'pods'])
  const both = await read(['uplinked', 'pods'])
  const trafficAt = clock.nowMs() - 5_000
  expect(Object.fromEntries(both.figures)).toEqual({
    uplinked: { source: 'cadvisor:eth1', trafficAt, dropRatio: 1 / 101, ...grownFigures },
    pods: { source: 'cadvisor:1 interfaces of pods', trafficAt, dropRatio: 1 / 101, ...grownFigures },
  })
  expect(both.attachments).toMatchObject([{ containerId: sandbox, ...grownFigures }])
  expect((await read(['uplinked'])).figures.size).toBe(1)
  expect(server.asked).toEqual([
    '/api/v2.1/stats/?type=name&recursive=true&count=1',
    '/api/v1.3/subcontainers/',
    '/api/v1.3/subcontainers/',
    '/api/v1.3/containers/',
  ])
  await source.close()
})
