import { renderChart, type RenderOptions } from '../../deploy/render/render-chart.ts'
import type { KubeClient } from '../../kube/kube-client.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import { chartKind, isChartKind } from './chart-kind.ts'

/**
 * Installs our chart as `helm install` would, hooks left out, by server-side apply of an administrator's client; what
 * the cluster does not know, such as a PodMonitor, is left out. Answers what was applied.
 */
export async function applyChart(
  client: KubeClient,
  options: RenderOptions = {},
): Promise<readonly KubeObject[]> {
  const { namespace = 'cni-genie' } = options
  await applyObject(client, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
  const { objects } = await renderChart(options)
  const known = objects.filter(isChartKind)
  for (const object of known) await applyObject(client, object)
  return known
}

/** Server-side apply of one object of a kind that the chart installs. */
export async function applyObject(client: KubeClient, object: KubeObject): Promise<KubeObject> {
  const { name, namespace } = object.metadata
  const ref = namespace === undefined ? { name } : { namespace, name }
  const options = { type: 'apply', fieldManager: 'genie-test', force: true } as const
  return await client.patch(chartKind(object), ref, object, options)
}
