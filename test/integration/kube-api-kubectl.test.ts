import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { genieDefinition } from '../support/genie-definition.ts'
import { geniePod } from '../support/genie-pod.ts'
import { kubectl, noKubectl } from '../support/kubectl.ts'
import { kubeName, KubeUnderTest } from '../support/kube-under-test.ts'

const text = { type: 'string' }
const block = { type: 'object', properties: { block: { ...text, maxLength: 20 } } }
const condition = { type: 'object', properties: { type: text, status: text } }
const status = { type: 'object', properties: { conditions: { type: 'array', items: condition } } }

describe.skipIf(noKubectl !== '')(`kubectl on the Kubernetes API, ${kubeName}${noKubectl}`, () => {
  let kube: KubeUnderTest
  const run = async (command: string, input: unknown = '') => {
    const stdin = typeof input === 'string' ? input : JSON.stringify(input)
    const args = ['-n', kube.namespace, ...command.split(' ')]
    return kubectl(kube.kubeconfig, args, stdin)
  }
  const works = async (command: string, input: unknown = '') => {
    const { code, stdout, stderr } = await run(command, input)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    return stdout
  }

  beforeAll(async () => {
    kube = await KubeUnderTest.open({ isTls: true })
  }, 120_000)
  afterAll(() => kube[Symbol.asyncDispose]())

  const map = (data: Record<string, string>) => ({
    ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'genie-c' }, data },
  })

  test('applies, applies again, and takes out what is no longer said', async () => {
    expect(await works('apply -f -', map({ a: '1', b: '1' }))).toBe('configmap/genie-c created\n')
    expect(await works('apply -f -', map({ a: '1', b: '1' }))).toBe('configmap/genie-c unchanged\n')
    expect(await works('apply -f -', map({ a: '2' }))).toBe('configmap/genie-c configured\n')
    expect(JSON.parse(await works('get configmap genie-c -o json'))).toMatchObject({ data: { a: '2' } })
  }, 60_000)

  test('applies on the server, and tells conflicts', async () => {
    const name = 'genie-s'
    const applied = { ...map({ a: '1' }), metadata: { name } }
    expect(await works('apply --server-side --field-manager=one -f -', applied)).toContain(
      'serverside-applied',
    )
    const { code, stderr } = await run('apply --server-side --field-manager=two -f -', {
      ...applied,
      data: { a: '2' },
    })
    expect(code).toBe(1)
    expect(stderr).toContain('Apply failed with 1 conflict: conflict with "one": .data.a')
  }, 60_000)

  test('patches, labels, annotates and deletes', async () => {
    await works('apply -f -', geniePod('genie-p'))
    expect(await works('label pod genie-p a=b')).toBe('pod/genie-p labeled\n')
    expect(await works('annotate pod genie-p c=d')).toBe('pod/genie-p annotated\n')
    await works('patch pod genie-p --type=json -p [{"op":"remove","path":"/metadata/labels/a"}]')
    await works('patch pod genie-p --subresource=status --type=merge -p {"status":{"phase":"Running"}}')
    expect(await works('get pod genie-p --no-headers')).toMatch(/^genie-p\s+0\/1\s+Running\s+0\s+\d+s\n$/)
    expect(await works('delete pod genie-p --now')).toContain('pod "genie-p" deleted')
  }, 60_000)

  test('waits for a condition', async () => {
    await works('apply -f -', geniePod('genie-w'))
    const waiting = works('wait pod/genie-w --for=condition=Ready --timeout=20s')
    const conditions = [{ type: 'Ready', status: 'True' }]
    await kube.admin.patch(kube.path('v1', 'pods', 'genie-w', 'status'), 'strategic', {
      status: { conditions },
    })
    expect(await waiting).toBe('pod/genie-w condition met\n')
  }, 60_000)

  test('shows the columns of a custom resource, and refuses what its schema does not know', async () => {
    const schema = { type: 'object', properties: { spec: block, status } }
    await kube.createDefinition(genieDefinition('tables', schema))
    const table = (spec: Record<string, string>) => ({
      ...{ apiVersion: 'test.cni-genie.io/v1', kind: 'Table', metadata: { name: 'genie-t' }, spec },
    })
    await works('apply -f -', table({ block: '10.0.0.0/8' }))
    const shown = await works('get tables')
    expect(shown.split('\n')[0]?.split(/\s+/)).toEqual(['NAME', 'BLOCK', 'READY'])
    expect(shown).toContain('10.0.0.0/8')
    const { code, stderr } = await run('apply -f -', table({ blok: '10.0.0.0/8' }))
    expect(code).toBe(1)
    expect(stderr).toContain('unknown field "spec.blok"')
  }, 60_000)

  test('follows a watch until it is told to stop', async () => {
    const { stdout } = await run('get configmaps --watch --request-timeout=3s -o name')
    expect(stdout).toContain('configmap/')
  }, 60_000)
})
