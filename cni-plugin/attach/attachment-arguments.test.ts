import { expect, test } from 'vitest'
import { parseConflist } from '../../cni/parse-conflist.ts'
import type { PlannedAttachment } from '../../domain/plan-protocol.ts'
import { attachmentArguments } from './attachment-arguments.ts'

const conflist =
  '{"name":"n","plugins":[{"type":"a","capabilities":{"mac":true,"bandwidth":false}},{"type":"b","capabilities":{"portMappings":true,"mac":true}}]}'

const of = (members: Partial<PlannedAttachment>, supplied: Parameters<typeof attachmentArguments>[2]) =>
  attachmentArguments(
    { network: 'n', ifname: 'eth0', conflist, ...members },
    parseConflist(conflist),
    supplied,
  )

test('an attachment gets what the runtime supplied as far as a plugin declares it, byte for byte', () => {
  const supplied = {
    runtimeConfig: '{"mac":"m","bandwidth":{},"portMappings":[12345678901234567890],"io.kubernetes.x":{}}',
    cniArgs: '{"x":1.0}',
  }
  expect(of({}, supplied)).toEqual({
    runtimeConfig: '{"mac":"m","portMappings":[12345678901234567890]}',
    cniArgs: '{"x":1.0}',
  })
})

test("the pod's own members win over the runtime's", () => {
  const supplied = { runtimeConfig: '{"mac":"runtime","portMappings":[]}', cniArgs: '{"x":1,"y":2}' }
  const { runtimeConfig, cniArgs } = of({ runtimeConfig: '{"mac":"pod"}', cniArgs: '{"x":3}' }, supplied)
  expect(JSON.parse(runtimeConfig ?? '')).toEqual({ mac: 'pod', portMappings: [] })
  expect(JSON.parse(cniArgs ?? '')).toEqual({ x: 3, y: 2 })
})

test('an attachment that nobody has anything for gets nothing', () => {
  const nothing = { runtimeConfig: null, cniArgs: null }
  expect(of({}, null)).toEqual(nothing)
  expect(of({}, { runtimeConfig: '{"ips":[]}', cniArgs: undefined })).toEqual(nothing)
})

test('what the pod asks of an additional network is kept as it is', () => {
  const asked = { runtimeConfig: '{ "ips": ["10.1.0.9/24"] }', cniArgs: '{ "big": 12345678901234567890 }' }
  expect(of(asked, null)).toEqual(asked)
})

test.each([{ runtimeConfig: '[]' }, { runtimeConfig: '{' }, { cniArgs: 'null' }, { cniArgs: '{"x":01}' }])(
  'a plan with %j is refused',
  (members) =>
    expect(() => of(members, null)).toThrow(
      `Cannot attach network "n" as its plan's ${Object.keys(members).join()} is no JSON object`,
    ),
)
