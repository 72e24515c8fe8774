import fc from 'fast-check'
import { expect, test } from 'vitest'
import { podResourcesMessage, type ListedPod } from '../../test/support/pod-resources-message.ts'
import { parsePodResources } from './parse-pod-resources.ts'

const sriov = (...ids: readonly string[]) => ({ resource: 'intel.com/sriov', ids })

const pods: readonly ListedPod[] = [
  { namespace: 'shop', name: 'other', containers: [[sriov('0000:03:02.0')]] },
  { namespace: 'default', name: 'web', containers: [[sriov('0000:03:02.1')]] },
  {
    namespace: 'shop',
    name: 'web',
    containers: [
      [sriov('0000:03:02.7', '0000:03:02.3')],
      [],
      [sriov('0000:03:02.4'), { resource: 'gpu', ids: [] }],
    ],
  },
]

test("parsePodResources() finds the devices of all of a pod's containers, and of no other pod", () => {
  expect(parsePodResources(podResourcesMessage(pods), 'shop', 'web')).toEqual(
    new Map([
      ['intel.com/sriov', ['0000:03:02.7', '0000:03:02.3', '0000:03:02.4']],
      ['gpu', []],
    ]),
  )
})

test('parsePodResources() of no pods, or of a pod that is not listed, has no devices', () => {
  expect(parsePodResources(Buffer.alloc(0), 'shop', 'web').size).toBe(0)
  expect(parsePodResources(podResourcesMessage(pods), 'shop', 'none').size).toBe(0)
})

test.each([
  ['0a', 'it ends within a number'],
  ['0a05', 'it ends within a field'],
  ['02', 'a field has number 0'],
  ['0b', 'a field has wire type 3'],
  ['09000000', 'it ends within a field'],
  ['0d0000', 'it ends within a field'],
  ['0affffffffffffffffffff01', 'a number is longer than 10 bytes'],
  ['0affffffffffffffff7f', 'it ends within a field'],
])('parsePodResources() refuses the bytes %s', (bytes, fault) => {
  expect(() => parsePodResources(Buffer.from(bytes, 'hex'), 'shop', 'web')).toThrow(new RangeError(fault))
})

const runs = { numRuns: fc.readConfigureGlobal().numRuns ?? 2_000 }

test('parsePodResources() reads back whatever is written', () => {
  const devices = fc.array(fc.record({ resource: fc.string(), ids: fc.array(fc.string()) }), { maxLength: 3 })
  const pod = fc.record({
    namespace: fc.constantFrom('shop', 'default'),
    name: fc.constantFrom('web', 'other'),
    containers: fc.array(devices, { maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.array(pod, { maxLength: 4 }), (listed) => {
      const own = listed.filter(({ namespace, name }) => namespace === 'shop' && name === 'web')
      const given = own.flatMap(({ containers }) => containers.flat())
      const expected = new Map<string, readonly string[]>()
      for (const { resource, ids } of given)
        expected.set(resource, [...(expected.get(resource) ?? []), ...ids])
      expect(parsePodResources(podResourcesMessage(listed), 'shop', 'web')).toEqual(expected)
    }),
    runs,
  )
})

test('parsePodResources() of rubbish and of half messages is a map or a RangeError', () => {
  const whole = podResourcesMessage(pods)
  const half = fc.nat({ max: whole.length }).map((length) => whole.subarray(0, length))
  const rubbish = fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes))
  const bent = fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })).map(([at, byte]) => {
    const copy = Buffer.from(whole)
    copy[at] = byte
    return copy
  })
  fc.assert(
    fc.property(fc.oneof(half, rubbish, bent), (bytes) => {
      try {
        expect(parsePodResources(bytes, 'shop', 'web')).toBeInstanceOf(Map)
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
      }
    }),
    runs,
  )
})
