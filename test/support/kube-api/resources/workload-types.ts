import type { ApiObject, ObjectDraft } from '../objects/api-object.ts'
import { builtInType } from './built-in-type.ts'
import { validateSelectorOfTemplate } from './workload-rules.ts'
import { daemonSetColumns, deploymentColumns, jobColumns } from '../present/built-in-columns.ts'
import { completePodSpec } from './pod-rules.ts'
import { isJsonObject, objectAt } from '../objects/json-object.ts'

const workload = { hasStatus: true, hasGeneration: true, categories: ['all'] } as const

function completeTemplate(draft: ObjectDraft): void {
  draft['status'] ??= {}
  const template = objectAt(draft, 'spec', 'template')
  if (isJsonObject(template['spec'])) completePodSpec(template['spec'])
}

/** Workloads and what guards them. */
export const workloadTypes = [
  builtInType('apps', 'v1', 'DaemonSet', 'daemonsets', {
    ...workload,
    shortNames: ['ds'],
    columns: daemonSetColumns,
    complete: completeTemplate,
    validate: validateSelectorOfTemplate,
  }),
  builtInType('apps', 'v1', 'Deployment', 'deployments', {
    ...workload,
    shortNames: ['deploy'],
    columns: deploymentColumns,
    complete: completeTemplate,
    validate: validateSelectorOfTemplate,
  }),
  builtInType('apps', 'v1', 'ReplicaSet', 'replicasets', {
    ...workload,
    shortNames: ['rs'],
    validate: validateSelectorOfTemplate,
  }),
  builtInType('apps', 'v1', 'StatefulSet', 'statefulsets', {
    ...workload,
    shortNames: ['sts'],
    validate: validateSelectorOfTemplate,
  }),
  builtInType('batch', 'v1', 'CronJob', 'cronjobs', { ...workload, shortNames: ['cj'] }),
  builtInType('batch', 'v1', 'Job', 'jobs', {
    ...workload,
    columns: jobColumns,
    complete: completeTemplate,
    fields: {
      'status.successful': (object: ApiObject) =>
        String((objectAt(object, 'status')['succeeded'] as number | undefined) ?? 0),
    },
  }),
  builtInType('networking.k8s.io', 'v1', 'NetworkPolicy', 'networkpolicies', {
    shortNames: ['netpol'],
    hasGeneration: true,
  }),
  builtInType('policy', 'v1', 'PodDisruptionBudget', 'poddisruptionbudgets', {
    shortNames: ['pdb'],
    hasStatus: true,
    hasGeneration: true,
  }),
] as const
