import { expect, test } from 'vitest'
import { pluginRequest } from './plugin-request.ts'

const conflist = { name: 'net', version: '1.0.0' } as const

test('pluginRequest() sets what the specification has a runtime set, and takes capabilities away', () => {
  const plugin = {
    type: 'portmap',
    capabilities: ['portMappings', 'mac'],
    source: '{"type":"portmap","capabilities":{"portMappings":true,"mac":true},"snat":true}',
  }
  const supplied = '{"portMappings":[{"hostPort":12345678901234567890}],"bandwidth":{}}'
  expect(pluginRequest(conflist, plugin, { prevResult: '{"ips":[]}', runtimeConfig: supplied })).toBe(
    '{"cniVersion":"1.0.0","name":"net","prevResult":{"ips":[]},"runtimeConfig":{"portMappings":[{"hostPort":12345678901234567890}]},"type":"portmap","snat":true}',
  )
})

test('pluginRequest() merges args.cni, where the runtime wins', () => {
  const plugin = {
    type: 'a',
    capabilities: [],
    source: '{"type":"a","args":{"x":1,"cni":{"ips":["old"],"kept":1}}}',
  }
  const request = pluginRequest(conflist, plugin, { prevResult: null, cniArgs: '{"ips":["new"]}' })
  expect(JSON.parse(request)).toEqual({
    cniVersion: '1.0.0',
    name: 'net',
    type: 'a',
    args: { x: 1, cni: { ips: ['new'], kept: 1 } },
  })
})
