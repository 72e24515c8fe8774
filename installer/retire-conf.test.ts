import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRetired } from '../pod-networks/is-retired.ts'
import { retireConf, reviveConf } from './retire-conf.ts'

test('retireConf() adds one member to a single conf, and leaves every other byte', () => {
  expect(retireConf('{ "type": "genie",  "genie": {"socket": "/s" }, "x": 1.50 }\n')).toBe(
    '{"genie":{"retired":true,"socket": "/s" }, "type": "genie", "x": 1.50 }\n',
  )
})

test('retireConf() marks our own plugin of a conflist only', () => {
  const text = '{"name":"n","plugins":[{"type":"genie"},{"type":"portmap","genie":{}}]}'
  expect(JSON.parse(retireConf(text))).toEqual({
    name: 'n',
    plugins: [
      { type: 'genie', genie: { retired: true } },
      { type: 'portmap', genie: {} },
    ],
  })
})

test('retireConf() leaves one that is retired as it is, reviveConf() one that is in force', () => {
  const text = '{"type":"genie", "genie": { "retired" : true }}'
  expect(retireConf(text)).toBe(text)
  const inForce = '{"type":"genie", "genie": null }'
  expect(reviveConf(inForce)).toBe(inForce)
})

test('reviveConf() takes back what retireConf() did, whatever else the conf says', () => {
  const members = fc.dictionary(
    fc.string().filter((key) => !/^(type|genie|plugins|retired|__proto__)$/i.test(key)),
    fc.jsonValue(),
  )
  const plugin = fc.tuple(members, members).map(([own, genie]) => ({ ...own, type: 'genie', genie }))
  const conf = fc.oneof(
    plugin,
    fc.tuple(members, plugin, members).map(([list, own, other]) => ({
      ...list,
      plugins: [{ ...other, type: 'other' }, own],
    })),
  )
  fc.assert(
    fc.property(conf, fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      const retired = retireConf(text)
      expect([isRetired(text), isRetired(retired)]).toEqual([false, true])
      expect(JSON.parse(reviveConf(retired))).toEqual(JSON.parse(text))
    }),
  )
})
