import { kpiContracts, kpis } from '../../domain/kpi.ts'
import { NetworkSpec, NetworkStatus } from '../../domain/resources/network-resource.ts'
import { kinds } from '../../kube/kinds.ts'
import { conditionList } from './condition-list.ts'
import { ageColumn, customResourceDefinition, type PrinterColumn } from './custom-resource.ts'
import { decorate, rules, type Decorations, type Rule } from './decorate.ts'
import { structuralSchema } from './structural-schema.ts'

const fixed = (member: string): Rule => ({
  rule: `has(self.${member}) == has(oldSelf.${member}) && (!has(self.${member}) || self.${member} == oldSelf.${member})`,
  message: `${member} cannot be changed: make another Network, and delete this one`,
})

const ofSpec: Decorations = {
  '': {
    description: 'What operators say of a network for the whole cluster.',
    ...rules(
      {
        rule: 'has(self.conf) != has(self.nad)',
        message: 'exactly one of conf and nad has to be given: the network that this Network stands for',
      },
      fixed('conf'),
      fixed('nad'),
      {
        rule: '!has(oldSelf.prices) || has(self.prices)',
        message: 'prices cannot be taken away: add an entry that counts from now on',
      },
    ),
  },
  conf: { description: "The conf of the nodes that it stands for, by its name or its file's." },
  nad: { description: 'The NetworkAttachmentDefinition that it stands for.' },
  capacity: {
    description: 'What a node can put through it.',
    ...rules({
      rule: 'has(self.bitsPerSecond) || has(self.attachmentsPerNode)',
      message: 'a capacity says bitsPerSecond, attachmentsPerNode or both',
    }),
  },
  'capacity.bitsPerSecond': { description: "What a node's link of it carries in each direction." },
  'capacity.attachmentsPerNode': { description: "How many attachments a node's share of it is meant for." },
  uplink: { description: 'The host interface that all of its traffic crosses.', maxLength: 15 },
  uplinkGroup: { description: 'Networks of one group share a link.' },
  addressPool: { description: 'Networks of one pool take their addresses from the same ranges.' },
  capabilities: {
    description: 'Words for what it can do, which profiles ask for.',
    'x-kubernetes-list-type': 'set',
  },
  'capabilities[]': { maxLength: 63 },
  lacks: {
    description: 'Words that the catalogue gives CNIs of its type, and this one has not.',
    'x-kubernetes-list-type': 'set',
  },
  'lacks[]': { maxLength: 63 },
  anchors: { description: "Anchors of this network's own, by KPI." },
  prices: {
    description: 'The price book: entries are added, never changed. The newest whose time has come counts.',
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['currency', 'validFrom'],
    ...rules({
      rule: 'oldSelf.all(old, self.exists(now, now.validFrom == old.validFrom && now.currency == old.currency))',
      message: 'an entry of prices cannot be taken away: add one that counts from now on',
    }),
  },
  'prices[]': rules(
    {
      rule: 'self == oldSelf',
      message: 'an entry of prices cannot be changed: add one that counts from now on',
    },
    {
      rule: 'has(self.perGigabyteEgress) || has(self.perGigabyteIngress) || has(self.perAttachmentHour)',
      message: 'an entry of prices names at least one price',
    },
  ),
  'prices[].currency': { maxLength: 3 },
  'prices[].perGigabyteEgress': { maxLength: 19 },
  'prices[].perGigabyteIngress': { maxLength: 19 },
  'prices[].perAttachmentHour': { maxLength: 19 },
  ...Object.fromEntries(kpis.map((kpi) => [`anchors.${kpi}`, anchorRules(kpi)])),
}

function anchorRules(kpi: (typeof kpis)[number]): ReturnType<typeof rules> {
  const { good, bad, label } = kpiContracts[kpi]
  const order = good < bad ? '<' : '>'
  return rules({
    rule: `self.good ${order} self.bad`,
    message: `of ${kpi} (${label}) good has to be ${order} bad`,
  })
}

const column = (name: string, path: string, priority?: 1): PrinterColumn => ({
  name,
  type: 'integer',
  jsonPath: path,
  ...(priority ? { priority } : {}),
})

/** `Network`: cluster-wide, with a status that the controller sums up. */
export const networkCrd = customResourceDefinition({
  kind: kinds.network,
  shortNames: ['gnet'],
  categories: ['genie'],
  description: 'A network of the nodes, as operators know it: capacity, price, capabilities.',
  spec: decorate(structuralSchema(NetworkSpec), ofSpec),
  status: decorate(structuralSchema(NetworkStatus), {
    bands: { maxProperties: 8 },
    conditions: conditionList,
  }),
  requiresSpec: true,
  columns: [
    column('Nodes', '.status.nodes'),
    column('Used', '.status.addresses.used'),
    column('Capacity', '.status.addresses.total'),
    column('Best-On', '.status.bestOn'),
    { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
    ageColumn,
    { name: 'Conf', type: 'string', jsonPath: '.spec.conf', priority: 1 },
    { name: 'NAD', type: 'string', jsonPath: '.spec.nad.name', priority: 1 },
    column('Attachments', '.status.attachments', 1),
    column('Good-On', '.status.bands.Good', 1),
    column('Unusable-On', '.status.bands.Unusable', 1),
  ],
})
