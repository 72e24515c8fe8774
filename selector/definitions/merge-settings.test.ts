import { expect, test } from 'vitest'
import { mergeSettings } from './merge-settings.ts'
import type { NetworkResource } from './parse-network-resource.ts'

const conf = (name: string, of: string, settings: NetworkResource['settings']): NetworkResource => ({
  name,
  of: { conf: of },
  settings,
})
const nad = (name: string, config: string | null) => ({ namespace: 'shop', name, config, annotations: {} })
const forNad = (name: string): NetworkResource => ({
  name,
  of: { nad: { namespace: 'shop', name } },
  settings: { uplink: name },
})

test('mergeSettings() lets the file of the node win, member by member', () => {
  const file = { weave: { uplink: 'own0' }, calico: { maxAttachments: 3 } }
  const resources = [
    conf('b', 'weave', { uplink: 'late' }),
    conf('a', 'weave', { uplink: 'first', maxAttachments: 9, capabilities: ['x'] }),
  ]
  expect(mergeSettings(file, resources, [])).toEqual({
    weave: { uplink: 'own0', maxAttachments: 9, capabilities: ['x'] },
    calico: { maxAttachments: 3 },
  })
})

test('mergeSettings() finds the network of a definition by the name in its config, else by its own', () => {
  const nads = [nad('named', '{"name":"vlan-net","type":"macvlan"}'), nad('broken', '{'), nad('bare', null)]
  const resources = ['named', 'broken', 'bare', 'gone'].map(forNad)
  expect(Object.keys(mergeSettings({}, resources, nads)).toSorted()).toEqual([
    'bare',
    'broken',
    'gone',
    'vlan-net',
  ])
})
