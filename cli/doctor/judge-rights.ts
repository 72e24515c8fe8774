import type { Asked, Finding } from './doctor-report.ts'

/** A right that a command needs. */
export interface Right {
  readonly verb: string
  readonly group: string
  readonly resource: string
  readonly subresource?: string
  /** Undefined for all namespaces, and for what has none. */
  readonly namespace?: string | undefined
  /** What cannot be done without it. */
  readonly neededFor: string
  /** Whether nothing at all works without it. */
  readonly isVital: boolean
}

/** A right, and whether the caller has it. */
export interface CheckedRight {
  readonly right: Right
  readonly isAllowed: Asked<boolean>
}

/** What the commands need. `namespace` is where the agents are, if that is known. */
export function rightsOfCommands(namespace: string | undefined): readonly Right[] {
  const own = { group: 'cni-genie.io', isVital: false }
  return [
    { verb: 'list', group: '', resource: 'pods', namespace, neededFor: 'finding the agents', isVital: true },
    // A WebSocket begins with a GET; newer API servers ask for create besides.
    ...['get', 'create'].map((verb) => ({
      ...{ verb, group: '', resource: 'pods', subresource: 'portforward', namespace },
      neededFor: 'asking an agent: networks, rank, why, simulate, dashboard',
      isVital: verb === 'create',
    })),
    { verb: 'list', group: '', resource: 'nodes', neededFor: 'checking nodes', isVital: false },
    {
      verb: 'list',
      group: 'apps',
      resource: 'daemonsets',
      namespace,
      neededFor: 'checking the roll-out',
      isVital: false,
    },
    { verb: 'list', resource: 'selectionprofiles', neededFor: 'profiles', ...own },
    { verb: 'list', resource: 'networks', neededFor: 'networks --from resources', ...own },
    { verb: 'list', resource: 'pricebooks', neededFor: 'prices', ...own },
  ]
}

/** What `helm install` needs. */
export function rightsToInstall(): readonly Right[] {
  const create = { verb: 'create', neededFor: 'installing', isVital: true }
  return [
    { ...create, group: '', resource: 'namespaces' },
    { ...create, group: 'apps', resource: 'daemonsets' },
    { ...create, group: 'apps', resource: 'deployments' },
    { ...create, group: 'rbac.authorization.k8s.io', resource: 'clusterroles' },
    { ...create, group: 'rbac.authorization.k8s.io', resource: 'clusterrolebindings' },
    { ...create, group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions' },
    { ...create, group: 'admissionregistration.k8s.io', resource: 'validatingadmissionpolicies' },
  ]
}

/** One line if all is allowed, else one for each that is missing. */
export function judgeRights(checked: readonly CheckedRight[]): Finding[] {
  const category = 'Your rights' as const
  const unasked = checked.find(({ isAllowed }) => isAllowed.value === undefined)
  if (unasked?.isAllowed.value === undefined && unasked !== undefined)
    return [
      { category, level: 'warning', what: `Nobody can tell what you may do: ${unasked.isAllowed.fault}` },
    ]
  const missing = checked.filter(({ isAllowed }) => isAllowed.value !== true)
  if (missing.length === 0)
    return [{ category, level: 'ok', what: `You may do all ${checked.length} things that are needed` }]
  return missing.map(({ right }) => ({
    category,
    level: right.isVital ? ('failed' as const) : ('warning' as const),
    what: `You may not ${right.verb} ${nameOf(right)}${whereOf(right)}`,
    hint: `It is needed for ${right.neededFor}: ask for a role with that verb`,
  }))
}

const nameOf = ({ resource, subresource, group }: Right) =>
  `${resource}${subresource === undefined ? '' : `/${subresource}`}${group === '' ? '' : `.${group}`}`
const whereOf = ({ namespace }: Right) => (namespace === undefined ? '' : ` in namespace ${namespace}`)
