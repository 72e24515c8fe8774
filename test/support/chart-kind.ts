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

/** Whether every cluster knows the object's kind; others, such as a PodMonitor, come with an operator. */
export const isChartKind = ({ apiVersion, kind }: KubeObject): boolean => `${apiVersion} ${kind}` in plurals

/** The kind of an object that the chart installs. */
export function chartKind({ apiVersion, kind, metadata }: KubeObject): KubeKind {
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  const plural = plurals[`${apiVersion} ${kind}`]
  if (plural === undefined)
    throw new Error(`Cannot apply a ${kind} of ${apiVersion} as the chart installs none`)
  return { group, version, kind, plural, isNamespaced: metadata.namespace !== undefined }
}
