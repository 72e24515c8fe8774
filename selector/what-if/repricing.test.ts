import { expect, test } from 'vitest'
import type { PriceRate } from '../../domain/price-book.ts'
import { networkInputs } from '../../test/support/network-inputs.ts'
import { pricesOfBook } from './repricing.ts'
import { priceRate } from '../../test/support/price-rate.ts'

const use = {
  owner: 'shop/Deployment/web',
  egressGigabytes: 100,
  egressGigabytesP90: 200,
  ingressGigabytes: 0,
  ingressGigabytesP90: 0,
  basis: 'owner' as const,
  confidence: 1,
}
const rate = (price: string, over: object = {}): PriceRate => ({
  ...priceRate({ tiers: [{ price }] }),
  ...over,
})
const nowMs = Date.parse('2026-06-03T12:00:00Z')
const noClasses = () => []

test('pricesOfBook() tells what a pod would cost as if the book had counted when it was placed', () => {
  const priceOf = pricesOfBook({ rates: [rate('0.02')] }, noClasses, nowMs)
  const longAgo = { use, atMs: Date.parse('2025-01-01T00:00:00Z') }
  expect(priceOf(networkInputs('weave'), longAgo)).toMatchObject({
    currency: 'EUR',
    perMonth: 2,
    perMonthP90: 4,
    perGigabyte: 0.02,
  })
  expect(priceOf(networkInputs('calico'), longAgo)).toBeNull()
})

test('pricesOfBook() takes of rates that follow each other the last one', () => {
  const rates = [
    rate('0.02', { effectiveTo: '2027-01-01T00:00:00Z' }),
    rate('0.05', { effectiveFrom: '2027-01-01T00:00:00Z' }),
  ]
  const priceOf = pricesOfBook({ rates }, noClasses, nowMs)
  expect(priceOf(networkInputs('weave'), { use, atMs: nowMs })?.perMonth).toBe(5)
})

test('pricesOfBook() goes by the hour at which the pod was placed, and by classes', () => {
  const night = { timeZone: 'Europe/Berlin', from: '22:00', to: '06:00' }
  const ofClass = { network: undefined, networkClass: 'bridge' }
  const rates = [rate('0.05', ofClass), rate('0.01', { ...ofClass, schedule: night })].map(
    (each) => JSON.parse(JSON.stringify(each)) as unknown,
  )
  const priceOf = pricesOfBook({ rates }, (name) => (name === 'weave' ? ['bridge'] : []), nowMs)
  const at = (time: string) => priceOf(networkInputs('weave'), { use, atMs: Date.parse(time) })?.perMonth
  expect([at('2026-06-02T21:00:00Z'), at('2026-06-02T10:00:00Z')]).toEqual([1, 5])
})

test('pricesOfBook() goes on from what was sent in the month already', () => {
  const tiers = [{ upTo: 1_000, price: '0.10' }, { price: '0.01' }]
  const priceOf = pricesOfBook({ rates: [rate('0', { tiers })] }, noClasses, nowMs)
  const cost = {
    currency: 'EUR',
    perMonth: 1,
    perMonthP90: 1,
    perGigabyte: 1,
    confidence: 1,
    monthToDateGigabytes: 950,
    version: 3,
  }
  expect(priceOf(networkInputs('weave', {}, { cost }), { use, atMs: nowMs })?.perMonth).toBeCloseTo(5.5, 9)
})

test('pricesOfBook() refuses a book that makes no sense, with all faults by pointers into the request', () => {
  const rates = [
    rate('0.02'),
    rate('0.03'),
    rate('0.04', { network: 'calico', schedule: { timeZone: 'Mars/Olympus', from: '01:00', to: '02:00' } }),
  ]
  let pointers: string[] = []
  try {
    pricesOfBook({ rates }, noClasses, nowMs)
  } catch (error) {
    pointers = (error as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)
  }
  expect(pointers).toEqual(['/priceBook/rates/2/schedule/timeZone'])
  expect(() => pricesOfBook({ rates: rates.slice(0, 2) }, noClasses, nowMs)).toThrow(
    'Cannot look back by this price book: /rates/1',
  )
})
