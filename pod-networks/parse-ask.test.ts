import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CniError } from '../cni/cni-error.ts'
import { parseAsk, refusePickBeside } from './parse-ask.ts'

const pickKey = 'cni-genie.io/pick'

test.each<[Record<string, string>, object]>([
  [{}, { kind: 'default' }],
  [{ cni: '' }, { kind: 'pick', picks: 1 }],
  [
    { cni: '', [pickKey]: '1' },
    { kind: 'pick', picks: 1 },
  ],
  [
    { cni: ' ', [pickKey]: ' 2 ' },
    { kind: 'pick', picks: 2 },
  ],
  [{ [pickKey]: '8' }, { kind: 'pick', picks: 8 }],
  [{ cni: 'weave' }, { kind: 'named', networks: [{ name: 'weave', ifname: null }] }],
])('parseAsk() reads %j', (annotations, ask) => {
  expect(parseAsk(annotations)).toEqual(ask)
})

test.each(['', '0', '9', '-1', '1.5', '02', 'two', '2,3', '٢', 'NaN', '1e0', '2'.repeat(1_000_000)])(
  'parseAsk() refuses to pick %.20j',
  (text) => {
    expect(() => parseAsk({ cni: '', [pickKey]: text })).toThrow(
      'in cni-genie.io/pick: write how many networks to pick, from 1 to 8',
    )
  },
)

test('parseAsk() refuses picks beside networks by name, and half of a list as ever', () => {
  expect(() => parseAsk({ cni: 'weave', [pickKey]: '2' })).toThrow(
    "Cannot pick 2 networks as the cni annotation names the pod's own",
  )
  for (const cni of [',weave', 'weave,'])
    for (const pick of [{}, { [pickKey]: '2' }])
      expect(() => parseAsk({ cni, ...pick })).toThrow('as an entry is empty')
})

test('refusePickBeside() refuses picks where networks are named otherwise', () => {
  expect(() => refusePickBeside({}, 'networks')).not.toThrow()
  expect(() => refusePickBeside({ [pickKey]: '1' }, 'networks')).toThrow(
    "Cannot pick 1 network as networks names the pod's own",
  )
})

test('parseAsk() answers or refuses whatever it is given', () => {
  fc.assert(
    fc.property(fc.string(), fc.option(fc.string()), (pick, cni) => {
      try {
        const ask = parseAsk({ ...(cni !== null && { cni }), [pickKey]: pick })
        expect(ask).toMatchObject({ kind: 'pick' })
        expect((ask as { picks: number }).picks).toBe(Number(pick.trim()))
      } catch (error) {
        expect(error).toBeInstanceOf(CniError)
      }
    }),
  )
})
