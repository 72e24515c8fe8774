import { expect, test } from 'vitest'
import Value from 'typebox/value'
import { Catalogue } from '../../domain/catalogue.ts'
import { prior } from '../../selector/pipeline/score-candidate.ts'
import { catalogue } from './catalogue.ts'
import { knownCapabilities } from './known-capabilities.ts'
import { benchmarkConfidence, neutralPrior, priorsOf } from './priors-of.ts'

const calico = [{ type: 'calico', ipam: { type: 'calico-ipam' } }, { type: 'portmap' }]

test('the data files are what the schema says, and every name stands once', () => {
  expect([...Value.Errors(Catalogue, catalogue)]).toEqual([])
  const names = catalogue.cnis.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

test('a network can do what sourced cells say of all of its kind, and nothing that has to be set up first', () => {
  expect(knownCapabilities(calico, {})).toEqual(['network-policy', 'network-policy-egress', 'static-address'])
  expect(knownCapabilities([{ type: 'flannel' }], {})).toEqual([])
  expect(knownCapabilities([{ type: 'in-house' }], {})).toEqual([])
})

test('a cell without a source gives no capability', () => {
  const kubeOvn = catalogue.cnis.find(({ name }) => name === 'kube-ovn')
  expect(kubeOvn?.cells['network-policy-egress']).toEqual({ has: 'yes', source: null })
  expect(knownCapabilities([{ type: 'kube-ovn' }], {})).toEqual(['network-policy', 'static-address'])
})

test('the operator adds and takes away; WireGuard and IPsec are encryption', () => {
  expect(
    knownCapabilities(calico, { capabilities: ['wireguard', 'house'], lacks: ['network-policy'] }),
  ).toEqual(['wireguard', 'house', 'network-policy-egress', 'static-address', 'encrypted'])
})

test("Calico's plugin with host-local addresses is Canal", () => {
  const canal = [{ type: 'calico', ipam: { type: 'host-local' } }]
  expect(knownCapabilities(canal, {})).toEqual(['network-policy', 'network-policy-egress'])
  expect(priorsOf(canal).headroom).toBeLessThan(priorsOf(calico).headroom ?? 0)
})

test('a benchmark moves what nobody has measured by its confidence at most, and says nothing of others', () => {
  const all = catalogue.cnis.flatMap(({ plugins }) => plugins.map((type) => priorsOf([{ type }])))
  for (const priors of all)
    for (const prior of Object.values(priors)) {
      expect(prior).toBeGreaterThanOrEqual(neutralPrior * (1 - benchmarkConfidence))
      expect(prior).toBeLessThanOrEqual(neutralPrior * (1 - benchmarkConfidence) + benchmarkConfidence)
    }
  expect(neutralPrior).toBe(prior)
  expect(priorsOf([{ type: 'bridge' }])).toEqual({})
  expect(priorsOf(calico).loss).toBe(neutralPrior * (1 - benchmarkConfidence))
})

test('confs that make no sense are of no kind', () => {
  for (const ipam of [null, 7, 'host-local', { type: 7 }, []])
    expect(knownCapabilities([{ type: 'constructor', ipam }], {})).toEqual([])
})
