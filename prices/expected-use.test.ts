import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectedUse } from './expected-use.ts'
import { unknownOwner, withSpells } from './owner-use.ts'

const owner = 'shop/Deployment/web'
const gigabyteAnHour = { egressBytes: 1e9, ingressBytes: 2e9, hours: 1 }
const nothing = { owner, own: undefined, neighbours: [], demandBitsPerSecond: undefined }

test('a pod is expected to use what its owner has used, for a month of 730 hours', () => {
  const own = withSpells(unknownOwner(owner), [gigabyteAnHour, gigabyteAnHour], 5)
  expect(own).toMatchObject({ hours: 2, updatedAt: 5 })
  expect(expectedUse({ ...nothing, own })).toEqual({
    owner,
    egressGigabytes: 730,
    egressGigabytesP90: 730,
    ingressGigabytes: 1_460,
    ingressGigabytesP90: 1_460,
    basis: 'owner',
    confidence: 0.3 + 0.7 / 12,
  })
})

test('nine of ten spells stay below the P90, and one of ten does not move it', () => {
  const spells = [...Array<object>(9).fill({ egressBytes: 1e9 }), { egressBytes: 50e9 }]
  const own = withSpells(
    unknownOwner(owner),
    spells.map((each) => ({ ...gigabyteAnHour, ...each })),
    0,
  )
  expect(expectedUse({ ...nothing, own }).egressGigabytesP90).toBeCloseTo(5.9 * 730)
  expect(expectedUse({ ...nothing, own: { ...own, egressBytesPerHour: 1 } }).egressGigabytesP90).toBe(730)
})

test('a day later an owner is known, and what it did before counts less and less', () => {
  const day = (bytes: number) => Array.from({ length: 24 }, () => ({ ...gigabyteAnHour, egressBytes: bytes }))
  const first = withSpells(unknownOwner(owner), day(1e9), 0)
  expect(expectedUse({ ...nothing, own: first }).confidence).toBe(1)
  const second = withSpells(first, [...day(3e9), ...day(3e9), ...day(3e9)], 0)
  expect(second.egressBytesPerHour).toBeGreaterThan(2.8e9)
  expect(second.egressBytesPerHour).toBeLessThan(3e9)
})

test('without a history of its own it is guessed: by the namespace, by the profile, or at all', () => {
  const small = withSpells(
    unknownOwner('shop/Deployment/small'),
    [{ ...gigabyteAnHour, egressBytes: 1e8 }],
    0,
  )
  const large = withSpells(unknownOwner('shop/Deployment/large'), [gigabyteAnHour], 0)
  const huge = withSpells(unknownOwner('shop/Deployment/huge'), [{ ...gigabyteAnHour, egressBytes: 1e12 }], 0)
  expect(expectedUse({ ...nothing, neighbours: [huge, small, large], demandBitsPerSecond: 1 })).toMatchObject(
    {
      egressGigabytes: 730,
      basis: 'namespace',
      confidence: 0.3,
    },
  )
  expect(expectedUse({ ...nothing, demandBitsPerSecond: 8e6 })).toMatchObject({
    egressGigabytes: 2_628,
    basis: 'questionnaire',
    confidence: 0.3,
  })
  expect(expectedUse(nothing)).toMatchObject({ egressGigabytes: 10, basis: 'none', confidence: 0.3 })
})

test('figures stay between the least and the greatest spell, whatever comes', () => {
  const spell = fc.record({
    egressBytes: fc.nat(1e9),
    ingressBytes: fc.nat(1e9),
    hours: fc.double({ min: 0, max: 48, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(spell, { maxLength: 200 }), (spells) => {
      const use = withSpells(unknownOwner(owner), spells, 0)
      const rates = spells
        .filter(({ hours }) => hours > 1 / 3_600)
        .map(({ egressBytes, hours }) => egressBytes / hours)
      expect(use.egressBytesPerHour).toBeLessThanOrEqual(Math.max(0, ...rates) * (1 + 1e-9))
      expect(use.egressBytesPerHour).toBeGreaterThanOrEqual(
        rates.length > 0 ? Math.min(...rates) * (1 - 1e-9) : 0,
      )
      expect(use.recentEgress.length).toBeLessThanOrEqual(64)
    }),
  )
})
