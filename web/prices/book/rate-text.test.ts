import { expect, test } from 'vitest'
import { priceRate } from '../../../test/support/price-rate.ts'
import { rateText } from './rate-text.ts'

test('rateText() says of a rate what it is for, what it costs and when', () => {
  expect(rateText(priceRate({ tiers: [{ price: '0.09', upTo: 10_000 }, { price: '0.085' }] }))).toEqual({
    of: 'weave',
    use: 'sent, to anywhere',
    price: '0.09 up to 10,000, then 0.085 EUR per GB',
    hours: 'always',
    span: 'from 1 Jan 2026',
    source: '',
  })
})

test('rateText() names classes, hours of days, ends, and what is no traffic', () => {
  const { network: _network, ...rate } = priceRate({
    unit: 'interfaceHour',
    schedule: { timeZone: 'Europe/Berlin', days: [5, 1], from: '22:00', to: '06:00' },
    effectiveTo: '2026-07-01T00:00:00Z',
    source: 'contract 7',
  })
  expect(rateText({ ...rate, networkClass: 'bridge' })).toEqual({
    of: 'all of bridge',
    use: 'an attachment',
    price: '0.02 EUR an hour',
    hours: 'Mon Fri 22:00–06:00 Europe/Berlin',
    span: '1 Jan 2026 to 1 Jul 2026',
    source: 'contract 7',
  })
})
