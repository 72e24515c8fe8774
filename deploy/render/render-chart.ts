import { parseAllDocuments } from 'yaml'
import type { KubeObject } from '../../kube/kube-object.ts'
import { defaultValues, valueFaults } from '../values/default-values.ts'
import { renderTemplates } from './chart-renderer.ts'
import { readChart } from './read-chart.ts'

/** How a chart is installed. */
export interface RenderOptions {
  /** Over the chart's own; a member that is null takes a default away. */
  readonly values?: Readonly<Record<string, unknown>>
  readonly release?: string
  readonly namespace?: string
  readonly kubeVersion?: string
  readonly apiVersions?: readonly string[]
}

/** What Helm would do with a chart. */
export interface RenderedChart {
  /** In the order in which Helm creates them. */
  readonly objects: readonly KubeObject[]
  /** Those of hooks, which are made when their time has come. */
  readonly hooks: readonly KubeObject[]
  readonly notes: string
}

/** Kinds that others need, in Helm's order; all others come after them. */
const kindOrder = [
  ...['Namespace', 'NetworkPolicy', 'PodDisruptionBudget', 'ServiceAccount', 'ConfigMap'],
  ...['CustomResourceDefinition', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding', 'Service'],
  ...['DaemonSet', 'Deployment', 'Job'],
]

/**
 * Renders our chart as `helm template` does.
 * @throws {Error} for values that `values.schema.json` refuses
 */
export async function renderChart(options: RenderOptions = {}): Promise<RenderedChart> {
  const {
    release = 'cni-genie',
    namespace = 'cni-genie',
    kubeVersion = 'v1.33.0',
    apiVersions = [],
  } = options
  const values = merged(defaultValues(), options.values ?? {})
  const faults = valueFaults(values)
  if (faults.length > 0) throw new Error(faults.join('; '))
  const rendered = await renderTemplates({
    ...(await readChart()),
    ...{ values, kubeVersion, apiVersions },
    release: {
      Name: release,
      Namespace: namespace,
      Service: 'Helm',
      IsInstall: true,
      IsUpgrade: false,
      Revision: 1,
    },
  })
  const { 'templates/NOTES.txt': notes = '', ...files } = rendered
  const all = Object.entries(files).flatMap(([name, text]) => objectsOf(name, text))
  const isHook = ({ metadata }: KubeObject) => metadata.annotations?.['helm.sh/hook'] !== undefined
  return { objects: inOrder(all.filter((object) => !isHook(object))), hooks: all.filter(isHook), notes }
}

function objectsOf(name: string, text: string): readonly KubeObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [fault] = document.errors
    if (fault !== undefined)
      throw new Error(`Cannot read what ${name} renders: ${fault.message}`, { cause: fault })
    const object = document.toJS() as KubeObject | null
    return object === null ? [] : [object]
  })
}

function inOrder(objects: readonly KubeObject[]): readonly KubeObject[] {
  const place = ({ kind }: KubeObject) => kindOrder.indexOf(kind) + 1 || kindOrder.length + 1
  return objects.toSorted((one, other) => place(one) - place(other))
}

/** As Helm coalesces values: objects member by member, everything else as a whole. */
function merged(base: unknown, over: unknown): unknown {
  if (!isPlain(base) || !isPlain(over)) return over
  const names = new Set([...Object.keys(base), ...Object.keys(over)])
  const members = [...names].map(
    (name) => [name, name in over ? merged(base[name], over[name]) : base[name]] as const,
  )
  return Object.fromEntries(members.filter(([, value]) => value !== null && value !== undefined))
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
