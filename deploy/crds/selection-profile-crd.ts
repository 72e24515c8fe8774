import { kpiContracts, kpis, type Kpi } from '../../domain/kpi.ts'
import { defaultProfile } from '../../domain/profile.ts'
import { SelectionProfileSpec, SelectionProfileStatus } from '../../domain/resources/selection-profile.ts'
import { kinds } from '../../kube/kinds.ts'
import { conditionList } from './condition-list.ts'
import { ageColumn, customResourceDefinition } from './custom-resource.ts'
import { decorate, rules, type Decorations } from './decorate.ts'
import { structuralSchema } from './structural-schema.ts'

const set = { 'x-kubernetes-list-type': 'set' }

/** Those left out have the weight of the built-in profile, as agents fill it in, or what answers and preset lead to. */
const someWeight = `!has(self.weights) || [${kpis.map(weightOf).join(', ')}].exists(weight, weight > 0.0)`

function weightOf(kpi: Kpi): string {
  const builtIn = defaultProfile.weights[kpi].toFixed(1)
  return `self.weights.?${kpi}.orValue(has(self.preset) || has(self.answers) ? 1.0 : ${builtIn})`
}

const ofSpec: Decorations = {
  '': {
    description: 'What workloads of a namespace want of the network that is picked for them.',
    ...rules({ rule: someWeight, message: 'at least one weight has to be above 0', fieldPath: '.weights' }),
  },
  podSelector: { description: 'The pods that it counts for, where none is named by their annotation.' },
  'podSelector.matchLabels': { maxProperties: 64 },
  'podSelector.matchExpressions': { 'x-kubernetes-list-type': 'atomic' },
  'podSelector.matchExpressions[]': rules({
    rule: "(self.operator == 'In' || self.operator == 'NotIn') == (has(self.values) && size(self.values) > 0)",
    message: 'In and NotIn need values, Exists and DoesNotExist have none',
  }),
  'podSelector.matchExpressions[].values': set,
  namespaceDefault: { description: 'Whether it counts for all pods of the namespace that have no other.' },
  preset: { description: 'Where weights come from that nothing else says.' },
  answers: {
    description:
      'Answers of the questionnaire; what they lead to counts before the preset, and after the other members.',
  },
  'answers.networkPolicy': { description: 'The finest NetworkPolicy that has to be enforced.' },
  'answers.encryption': { description: 'Encryption of what leaves the node.' },
  'answers.traffic': { description: 'What its traffic is like: the weights to start from.' },
  'answers.latency': { description: 'What 95 of 100 packets have to stay below, in ms.' },
  'answers.bandwidth': { description: 'What one pod sends or receives, in Mbit/s.' },
  'answers.bandwidth.peakMbps': { description: 'It has to fit into what is left of the link.' },
  'answers.bandwidth.sustainedMbps': { description: 'It is reserved at the start of a pod.' },
  'answers.families': { description: 'Both for dual stack.', ...set },
  'answers.address': { description: 'Whether its address has to stay the same.' },
  'answers.link': { description: 'What it needs of the link.' },
  'answers.nodeOs': { description: 'Which nodes it runs on.' },
  'answers.tenancy': { description: 'With whom it may share the network.' },
  'answers.hardware': { description: 'Which hardware it uses.', ...set },
  'answers.cost': { description: 'What one pod may cost in a month, and how much price counts over speed.' },
  'answers.restarts': { description: 'Whether a running pod may be replaced to get a better network.' },
  'answers.scale': { description: 'Its pods on one node, and how many start there in an hour.' },
  constraints: {
    description: 'What a network has to be, whatever its score.',
    ...rules({
      rule: '!has(self.allow) || !has(self.deny) || !self.allow.exists(name, name in self.deny)',
      message: 'a network cannot stand in allow and in deny',
    }),
  },
  'constraints.allow': { description: 'Only these networks, by the name of their conf.', ...set },
  'constraints.deny': { description: 'None of these networks.', ...set },
  'constraints.capabilities': { description: 'What the Network has to list.', ...set },
  sla: { description: 'What a network has to measure.' },
  'sla.mode': {
    description: 'strict: none that fails it; fallbackBestPath: the best one all the same if none meets it.',
  },
  weights: {
    description: 'How much each KPI weighs, from 0 to 10; only their proportions matter.',
  },
  switching: { description: 'When a running pod may be moved. Kept with the profile; nothing switches yet.' },
}

/** `SelectionProfile`: of a namespace. */
export const selectionProfileCrd = customResourceDefinition({
  kind: kinds.selectionProfile,
  shortNames: ['gprof'],
  categories: ['genie'],
  description: 'What workloads of a namespace want of the network that is picked for them.',
  spec: decorate(structuralSchema(SelectionProfileSpec), ofSpec),
  status: decorate(structuralSchema(SelectionProfileStatus), { conditions: conditionList }),
  requiresSpec: true,
  columns: [
    { name: 'Default', type: 'boolean', jsonPath: '.spec.namespaceDefault' },
    {
      name: 'Accepted',
      type: 'string',
      jsonPath: '.status.conditions[?(@.type=="Accepted")].status',
    },
    { name: 'Preset', type: 'string', jsonPath: '.spec.preset' },
    { name: 'SLA', type: 'string', jsonPath: '.spec.sla.mode' },
    ageColumn,
    ...kpis.map((kpi) => ({
      name: kpi,
      type: 'number' as const,
      jsonPath: `.spec.weights.${kpi}`,
      description: `Weight of ${kpiContracts[kpi].label}`,
      priority: 1 as const,
    })),
  ],
})
