import type { KubeObject } from '../../kube/kube-object.ts'
import type { Asked, Finding } from './doctor-report.ts'

const category = 'Resources' as const

/** A CustomResourceDefinition that is looked for, by its name. */
export interface WantedCrd {
  readonly name: string
  readonly isOurs: boolean
}

/** Those that the chart brings, and the one of the multi-network specification. */
export const wantedCrds: readonly WantedCrd[] = [
  { name: 'selectionprofiles.cni-genie.io', isOurs: true },
  { name: 'networks.cni-genie.io', isOurs: true },
  { name: 'pricebooks.cni-genie.io', isOurs: true },
  { name: 'network-attachment-definitions.k8s.cni.cncf.io', isOurs: false },
]

/** Whether a definition is there and in force. */
export function judgeCrd({ name, isOurs }: WantedCrd, crd: Asked<KubeObject>): Finding {
  if (crd.value !== undefined) {
    const isEstablished = conditionOf(crd.value, 'Established') === 'True'
    return isEstablished
      ? { category, level: 'ok', what: `${name} is established` }
      : {
          category,
          level: 'failed',
          what: `${name} is there and not established`,
          hint: `See kubectl describe crd ${name}`,
        }
  }
  if (crd.status === 403)
    return { category, level: 'warning', what: `You may not see whether ${name} is there` }
  if (crd.status !== 404) return { category, level: 'warning', what: crd.fault }
  return isOurs
    ? {
        category,
        level: 'failed',
        what: `${name} is missing`,
        hint: 'Install the chart with crds.enabled=true',
      }
    : {
        category,
        level: 'warning',
        what: `${name} is missing, so pods cannot name further networks by k8s.v1.cni.cncf.io/networks`,
        hint: 'Install the chart with crds.networkAttachmentDefinitions=true if pods need it',
      }
}

/** Whether the policies that hold the agent to its own annotations are there. */
export function judgePolicies(policies: Asked<readonly KubeObject[]>): Finding {
  if (policies.value === undefined)
    return policies.status === 403
      ? { category, level: 'warning', what: 'You may not see whether the admission policies are there' }
      : { category, level: 'warning', what: policies.fault }
  const names = policies.value.map(({ metadata: { name } }) => name)
  return names.length > 0
    ? { category, level: 'ok', what: `The admission policies are there: ${names.join(', ')}` }
    : {
        category,
        level: 'warning',
        what: 'No admission policy holds the agents to their own annotations, nor tells typos in the annotation cni',
        hint: 'Install the chart with admission.podStatus and admission.annotations',
      }
}

/** The status of a condition; undefined if the object does not have it. */
export function conditionOf({ status }: KubeObject, type: string): string | undefined {
  return conditionsOf(status).find((condition) => condition.type === type)?.status
}

/** The conditions in a status, as far as they are some. */
export function conditionsOf(status: unknown): readonly { type: string; status: string; message: string }[] {
  const list = (status as { readonly conditions?: unknown } | undefined)?.conditions
  if (!Array.isArray(list)) return []
  return list.map((each: unknown) => {
    const { type, status: value, message } = (each ?? {}) as Readonly<Record<string, unknown>>
    return { type: textOf(type), status: textOf(value), message: textOf(message) }
  })
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
