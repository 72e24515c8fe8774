import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Json } from '../support/kube-backends/kube-requests.ts'
import { geniePod } from '../support/genie-pod.ts'
import { kubeName, KubeUnderTest, uniqueName, type ServiceAccountAccess } from '../support/kube-under-test.ts'

const group = 'admissionregistration.k8s.io'
const policies = `/apis/${group}/v1/validatingadmissionpolicies`
const bindings = `/apis/${group}/v1/validatingadmissionpolicybindings`
const ofPods = (resource: string, ...operations: readonly string[]) => ({
  resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations, resources: [resource] }],
})

describe(`Admission policies of the Kubernetes API, ${kubeName}`, () => {
  let kube: KubeUnderTest
  let agent: ServiceAccountAccess
  const pods = (...more: readonly string[]) => kube.path('v1', 'pods', ...more)
  const policy = (name: string, spec: Json) => ({
    ...{ apiVersion: `${group}/v1`, kind: 'ValidatingAdmissionPolicy', metadata: { name }, spec },
  })

  async function bind(spec: Json): Promise<string> {
    const name = uniqueName('policy')
    await kube.create(policies, policy(name, spec))
    await kube.create(bindings, {
      ...{ apiVersion: `${group}/v1`, kind: 'ValidatingAdmissionPolicyBinding', metadata: { name } },
      spec: {
        policyName: name,
        validationActions: ['Deny'],
        matchResources: {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': kube.namespace } },
        },
      },
    })
    return name
  }

  beforeAll(async () => {
    kube = await KubeUnderTest.open()
    const rules = [{ apiGroups: [''], resources: ['pods/status'], verbs: ['patch'] }]
    agent = await kube.serviceAccount('agent', rules, 'genie-node-1')
    for (const node of ['genie-node-1', 'genie-node-2'])
      await kube.create(pods(), geniePod(`on-${node}`, { spec: { nodeName: node } }))
  }, 120_000)
  afterAll(() => kube[Symbol.asyncDispose]())

  test('hold a service account to pods of its own node, by the claim of its token', async () => {
    const name = await bind({
      failurePolicy: 'Fail',
      matchConstraints: ofPods('pods/status', 'UPDATE'),
      matchConditions: [{ name: 'agents', expression: "request.userInfo.username.endsWith(':agent')" }],
      variables: [
        {
          name: 'node',
          expression: "request.userInfo.extra[?'authentication.kubernetes.io/node-name'][?0].orValue('')",
        },
      ],
      validations: [
        {
          expression: 'object.spec.nodeName == variables.node',
          messageExpression: "'the pod is on ' + object.spec.nodeName + ', not on ' + variables.node",
        },
      ],
    })
    const annotate = (pod: string) =>
      agent.requests.patch(pods(pod, 'status'), 'merge', {
        metadata: { annotations: { 'cni-genie.io/a': String(Math.random()) } },
      })
    const refused = await vi.waitUntil(async () => {
      const answer = await annotate('on-genie-node-2')
      return answer.code === 200 ? false : answer
    }, 20_000)
    expect(refused.body).toMatchObject({ code: 422, reason: 'Invalid' })
    expect(refused.body['message']).toContain(
      `ValidatingAdmissionPolicy '${name}' with binding '${name}' denied request: the pod is on genie-node-2, not on genie-node-1`,
    )
    expect((await annotate('on-genie-node-1')).code).toBe(200)
    const admins = await kube.admin.patch(pods('on-genie-node-2', 'status'), 'merge', {
      metadata: { labels: { a: 'b' } },
    })
    expect(admins.code).toBe(200)
  })

  test('see what was before, so that old objects stay as they are', async () => {
    await kube.create(
      pods(),
      geniePod('genie-old', { metadata: { annotations: { 'genie.io/net': 'a,,b' } } }),
    )
    await bind({
      matchConstraints: ofPods('pods', 'CREATE', 'UPDATE'),
      validations: [
        {
          expression:
            "!has(object.metadata.annotations) || !('genie.io/net' in object.metadata.annotations) || object.metadata.annotations['genie.io/net'].split(',').all(n, n != '') || (oldObject != null && oldObject.metadata.?annotations[?'genie.io/net'].orValue('') == object.metadata.annotations['genie.io/net'])",
          message: 'a network without a name',
        },
      ],
    })
    const bad = geniePod('genie-bad', { metadata: { annotations: { 'genie.io/net': 'a,,b' } } })
    const refused = await vi.waitUntil(async () => {
      const answer = await kube.admin.post(`${pods()}?dryRun=All`, bad)
      return answer.code === 201 ? false : answer
    }, 20_000)
    expect(refused.body['message']).toContain('denied request: a network without a name')
    const old = await kube.admin.patch(pods('genie-old'), 'merge', { metadata: { labels: { a: 'b' } } })
    expect(old.code).toBe(200)
  })

  test.each<[string, Json, string]>([
    ['no validations', { matchConstraints: ofPods('pods', 'CREATE') }, 'spec.validations'],
    ['no resources', { validations: [{ expression: 'true' }] }, 'spec.matchConstraints'],
    [
      'an unknown operation',
      { matchConstraints: ofPods('pods', 'MAKE'), validations: [{ expression: 'true' }] },
      'operations[0]: Unsupported value: "MAKE"',
    ],
    [
      'an expression that does not compile',
      { matchConstraints: ofPods('pods', 'CREATE'), validations: [{ expression: 'thing.spec == 1' }] },
      'spec.validations[0].expression',
    ],
    [
      'a slip in the request',
      {
        matchConstraints: ofPods('pods', 'CREATE'),
        validations: [{ expression: "request.userinfo.username == ''" }],
      },
      'spec.validations[0].expression',
    ],
  ])('with %s are refused', async (_what, spec, words) => {
    const { body } = await kube.admin.post(policies, policy('genie-refused', spec))
    expect(body).toMatchObject({ code: 422, reason: 'Invalid' })
    expect(body['message']).toContain(words)
  })
})
