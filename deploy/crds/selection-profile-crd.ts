import { kpiContracts, kpis, type Kpi } from '../../domain/kpi.ts'
import { defaultProfile } from '../../domain/profile.ts'
import { SelectionProfileSpec, SelectionProfileStatus } from '../../domain/resources/selection-profile.ts'
import { kinds } from '../../kube/kinds.ts'
import { conditionList } from './condition-list.ts'
import { ageColumn, customResourceDefinition } from './custom-resource.ts'
import { decorate, rules, type Decorations } from './decorate.ts'
import { structuralSchema } from './structural-schema.ts'

const set = { 'x-kubernetes-list-type': 'set' }

/** Those left out have the weight of the built-in profile, as agents fill it in. */
const someWeight = `[${kpis.map(weightOf).join(', ')}].exists(weight, weight > 0.0)`

function weightOf(kpi: Kpi): string {
  return `self.?${kpi}.orValue(${defaultProfile.weights[kpi].toFixed(1)})`
}

const ofSpec: Decorations = {
  '': { description: 'What workloads of a namespace want of the network that is picked for them.' },
  podSelector: { description: 'The pods that it counts for, where none is named by their annotation.' },
  'podSelector.matchLabels': { maxProperties: 64 },
  'podSelector.matchExpressions': { 'x-kubernetes-list-type': 'atomic' },
  'podSelector.matchExpressions[]': rules({
    rule: "(self.operator == 'In' || self.operator == 'NotIn') == (has(self.values) && size(self.values) > 0)",
    message: 'In and NotIn need values, Exists and DoesNotExist have none',
  }),
  'podSelector.matchExpressions[].values': set,
  namespaceDefault: { description: 'Whether it counts for all pods of the namespace that have no other.' },
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
    ...rules({ rule: someWeight, message: 'at least one weight has to be above 0' }),
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
