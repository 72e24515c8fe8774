import { describe, expect, test } from 'vitest'
import { valueSets } from '../../test/support/value-sets.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import { noRenderer } from './chart-renderer.ts'
import { renderChart } from './render-chart.ts'

interface Deployment {
  readonly replicas: number
  readonly template: { readonly spec: PodSpec }
}
interface PodSpec {
  readonly automountServiceAccountToken: boolean
  readonly securityContext: object
  readonly hostNetwork?: boolean
  readonly containers: readonly {
    readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[]
    readonly securityContext: object
  }[]
  readonly volumes: readonly object[]
}

describe.skipIf(noRenderer !== '')(`the standing selector of the chart${noRenderer}`, () => {
  const rendered = async (values: Readonly<Record<string, unknown>>) => {
    const { objects } = await renderChart({ values })
    return objects.filter(({ metadata }) => metadata.name === 'cni-genie-selector')
  }
  const find = (objects: readonly KubeObject[], kind: string) =>
    objects.find((object) => object.kind === kind)?.spec
  const selector = { enabled: true, existingSecret: 'genie-database' }

  test('is not there unless somebody wants it, and says what it cannot be without', async () => {
    expect(await rendered({})).toEqual([])
    await expect(rendered({ selector: { enabled: true } })).rejects.toThrow('set selector.existingSecret')
  })

  test('is one pod as "restricted" allows, with a read-only root and no token', async () => {
    const { replicas, template } = find(await rendered({ selector }), 'Deployment') as Deployment
    const { securityContext, containers, hostNetwork, automountServiceAccountToken, volumes } = template.spec
    expect([replicas, hostNetwork, automountServiceAccountToken]).toEqual([1, undefined, false])
    expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } })
    expect(containers.map((each) => each.securityContext)).toEqual([
      {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        privileged: false,
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    ])
    expect(volumes.filter((each) => 'hostPath' in each)).toEqual([])
  })

  test('has no right in the API', async () => {
    const { objects, hooks } = await renderChart({ values: { selector } })
    const bound = [...objects, ...hooks].flatMap(
      (object) => (object['subjects'] ?? []) as readonly { readonly name: string }[],
    )
    expect(bound.map(({ name }) => name)).not.toContain('cni-genie-selector')
    const account = objects.find(
      ({ kind, metadata }) => kind === 'ServiceAccount' && metadata.name === 'cni-genie-selector',
    )
    expect(account?.['automountServiceAccountToken']).toBe(false)
  })

  test('gets the URL from the Secret only, and answers under the names of its Service', async () => {
    const { template } = find(await rendered({ selector }), 'Deployment') as Deployment
    const env = new Map(template.spec.containers[0]?.env.map((each) => [each.name, each]))
    expect(env.get('GENIE_DB')).toEqual({
      name: 'GENIE_DB',
      valueFrom: { secretKeyRef: { name: 'genie-database', key: 'url' } },
    })
    expect(env.get('GENIE_HTTP')?.value).toBe('[$(POD_IP)]:8483')
    expect(env.get('GENIE_HOSTS')?.value?.split(',')).toEqual(
      ['', '.cni-genie', '.cni-genie.svc', '.cni-genie.svc.cluster.local'].map(
        (end) => `cni-genie-selector${end}`,
      ),
    )
  })

  test('is reached inside the cluster only, from the namespace of the release unless more is said', async () => {
    const objects = await rendered({ selector })
    expect(find(objects, 'Service')).toMatchObject({ type: 'ClusterIP', ports: [{ port: 8483 }] })
    const policy = find(objects, 'NetworkPolicy') as { readonly egress?: unknown } | undefined
    expect(policy).toMatchObject({
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8483, protocol: 'TCP' }] }],
    })
    expect(policy?.egress).toEqual([
      {
        ports: [
          { port: 5432, protocol: 'TCP' },
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      },
    ])
  })

  test('is reached by nobody where nobody is named, and all it is told reaches it', async () => {
    const objects = await rendered(valueSets['every setting of the conf and of the programs'] ?? {})
    expect(find(objects, 'NetworkPolicy')).toMatchObject({ ingress: [] })
    const text = JSON.stringify(find(objects, 'Deployment'))
    expect(text).toContain('"key":"reader"')
    expect(text).toContain('.svc.cluster.local,genie.example"')
    expect(text).toContain('{"name":"GENIE_LOG_LEVEL","value":"warn"}')
    expect(text).toContain('"priorityClassName":"usual"')
  })

  test('answers the scheduler with rights to read, on a Service of its own, for the control plane alone', async () => {
    const allowedFrom = [{ ipBlock: { cidr: '10.0.0.1/32' } }]
    const extender = {
      enabled: true,
      clusterIP: '10.96.0.77',
      tlsSecret: 'genie-extender',
      clientCa: true,
      allowedFrom,
    }
    const { objects } = await renderChart({ values: { selector: { ...selector, extender } } })
    const named = (kind: string, name: string) =>
      objects.find((object) => object.kind === kind && object.metadata.name === name)
    expect(named('Service', 'cni-genie-extender')?.spec).toMatchObject({
      clusterIP: '10.96.0.77',
      ports: [{ port: 8484, targetPort: 'extender' }],
    })
    const rules = named('ClusterRole', 'cni-genie-selector')?.['rules'] as readonly { verbs: string[] }[]
    expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(new Set(['get', 'list', 'watch']))
    expect(named('NetworkPolicy', 'cni-genie-selector')?.spec).toMatchObject({
      ingress: [{ ports: [{ port: 8483 }] }, { from: allowedFrom, ports: [{ port: 8484 }] }],
    })
    const { template } = named('Deployment', 'cni-genie-selector')?.spec as Deployment
    expect(template.spec.automountServiceAccountToken).toBe(true)
    const env = new Map(template.spec.containers[0]?.env.map(({ name, value }) => [name, value]))
    expect([env.get('GENIE_CLUSTER'), env.get('GENIE_EXTENDER')]).toEqual(['on', '[$(POD_IP)]:8484'])
    expect(env.get('GENIE_EXTENDER_CLIENT_CA')).toBe('/etc/genie/extender/ca.crt')
  })
})
