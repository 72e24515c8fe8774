import type { KubeObject } from '../../kube/kube-object.ts'

/** An agent whose page of metrics can be asked for. */
export interface ScrapeTarget {
  readonly node: string
  /** An address of the node: the agent is in the host's network. */
  readonly host: string
}

/** The agent of a pod object, or null for a pod that has no address yet, has ended or is being deleted. */
export function scrapeTarget(pod: KubeObject): ScrapeTarget | null {
  const node = stringIn(pod.spec, 'nodeName')
  const host = stringIn(pod.status, 'hostIP')
  const phase = stringIn(pod.status, 'phase')
  if (node === '' || host === '' || pod.metadata.deletionTimestamp !== undefined) return null
  return phase === 'Succeeded' || phase === 'Failed' ? null : { node, host }
}

function stringIn(object: unknown, member: string): string {
  if (typeof object !== 'object' || object === null) return ''
  const value: unknown = Object.entries(object).find(([name]) => name === member)?.[1]
  return typeof value === 'string' ? value : ''
}
