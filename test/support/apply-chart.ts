import { renderChart, type RenderOptions } from '../../deploy/render/render-chart.ts'
import type { KubeClient } from '../../kube/kube-client.ts'
import type { KubeKind, KubeObject } from '../../kube/kube-object.ts'

/** Every kind that the chart installs, by apiVersion and kind. */
const plurals: Readonly<Record<string, string>> = {
  'v1 ConfigMap': 'configmaps',
  'v1 Namespace': 'namespaces',
  'v1 Service': 'services',
  'v1 ServiceAccount': 'serviceaccounts',
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy': 'validatingadmissionpolicies',
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding': 'validatingadmissionpolicybindings',
  'apiextensions.k8s.io/v1 CustomResourceDefinition': 'customresourcedefinitions',
  'apps/v1 DaemonSet': 'daemonsets',
  'apps/v1 Deployment': 'deployments',
  'batch/v1 Job': 'jobs',
  'networking.k8s.io/v1 NetworkPolicy': 'networkpolicies',
  'policy/v1 PodDisruptionBudget': 'poddisruptionbudgets',
  'rbac.authorization.k8s.io/v1 ClusterRole': 'clusterroles',
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': 'clusterrolebindings',
  'rbac.authorization.k8s.io/v1 Role': 'roles',
  'rbac.authorization.k8s.io/v1 RoleBinding': 'rolebindings',
}

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
  const known = objects.filter(({ apiVersion, kind }) => `${apiVersion} ${kind}` in plurals)
  for (const object of known) await applyObject(client, object)
  return known
}

/** Server-side apply of one object of a kind that the chart installs. */
export async function applyObject(client: KubeClient, object: KubeObject): Promise<KubeObject> {
  const { name, namespace } = object.metadata
  const ref = namespace === undefined ? { name } : { namespace, name }
  const options = { type: 'apply', fieldManager: 'genie-test', force: true } as const
  return await client.patch(kindOf(object), ref, object, options)
}

function kindOf({ apiVersion, kind, metadata }: KubeObject): KubeKind {
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  const plural = plurals[`${apiVersion} ${kind}`]
  if (plural === undefined)
    throw new Error(`Cannot apply a ${kind} of ${apiVersion} as the chart installs none`)
  return { group, version, kind, plural, isNamespaced: metadata.namespace !== undefined }
}
