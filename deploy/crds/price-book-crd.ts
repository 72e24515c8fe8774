import { PriceBook } from '../../domain/price-book.ts'
import { kinds } from '../../kube/kinds.ts'
import { ageColumn, customResourceDefinition } from './custom-resource.ts'
import { decorate, rules, type Decorations } from './decorate.ts'
import { structuralSchema } from './structural-schema.ts'

const ofSpec: Decorations = {
  '': {
    description: 'One version of what networks cost: versions are added, never changed; the newest counts.',
    ...rules({
      rule: 'self == oldSelf',
      message: 'a price book cannot be changed: add one of the next version',
    }),
  },
  version: { description: 'Which version it is; its name has to be v and this number.', minimum: 1 },
  rates: {
    description: 'What each use of each network costs, and when.',
    'x-kubernetes-list-type': 'atomic',
  },
  'rates[]': rules({
    rule: 'has(self.network) != has(self.networkClass)',
    message: 'a rate is for a network or for a networkClass',
  }),
  'rates[].network': { description: 'The network by the name of its conf.' },
  'rates[].networkClass': { description: 'The type of a plugin, or an uplink group.' },
  'rates[].direction': { default: 'egress' },
  'rates[].tiers': {
    description: 'By rising upTo, in units a month; the last has none.',
    'x-kubernetes-list-type': 'atomic',
  },
  'rates[].tiers[].price': { maxLength: 25 },
  'rates[].currency': { maxLength: 3 },
  'rates[].effectiveFrom': { maxLength: 64 },
  'rates[].effectiveTo': { maxLength: 64 },
  'rates[].schedule.days': { 'x-kubernetes-list-type': 'atomic' },
  'rates[].schedule.from': { maxLength: 5 },
  'rates[].schedule.to': { maxLength: 5 },
}

/** `PriceBook`: of the whole cluster, and immutable. */
export const priceBookCrd = customResourceDefinition({
  kind: kinds.priceBook,
  shortNames: ['gprice'],
  categories: ['genie'],
  description: 'One version of what networks cost.',
  spec: decorate(structuralSchema(PriceBook), ofSpec),
  requiresSpec: true,
  columns: [{ name: 'Version', type: 'integer', jsonPath: '.spec.version' }, ageColumn],
})
