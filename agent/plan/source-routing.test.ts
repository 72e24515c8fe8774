import { expect, test } from 'vitest'
import { withSourceRouting } from './source-routing.ts'

const wanted = (conflist: string) => ({ network: 'n', ifname: null, conflist })

test('withSourceRouting() lets sbr follow, and leaves every other byte', () => {
  const conflist =
    '{ "cniVersion":"1.0.0","name":"n", "plugins": [ {"type":"bridge","big":12345678901234567890} ] }'
  expect(withSourceRouting(wanted(conflist)).conflist).toBe(
    '{"plugins":[{"type":"bridge","big":12345678901234567890},{"type":"sbr"}], "cniVersion":"1.0.0","name":"n"}',
  )
})

test('withSourceRouting() leaves alone a network that has it already', () => {
  const network = wanted('{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"},{"type":"sbr"}]}')
  expect(withSourceRouting(network)).toBe(network)
})

test('withSourceRouting() refuses a network from before results named interfaces', () => {
  expect(() =>
    withSourceRouting(wanted('{"cniVersion":"0.2.0","name":"n","plugins":[{"type":"a"}]}')),
  ).toThrow('Cannot give network "n" source routing as its cniVersion is 0.2.0: raise it to 0.3.1 or later')
})
