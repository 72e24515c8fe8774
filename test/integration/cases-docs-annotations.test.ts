import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseManifests } from '../../agent/manifests/parse-manifests.ts'
import { NodeUnderTest } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'

/** Every example of `docs/annotations.md`: the definitions of all its YAML blocks, and what its pods are to get. */
const page = readFileSync(join(import.meta.dirname, '../../docs/annotations.md'), 'utf8')
const documents = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
  block.split(/^---\n/m),
)
const pods = documents.flatMap((text) => {
  const [manifest] = parseManifests(text).manifests
  const promise = /^# -> (.*)$/m.exec(text)?.[1]
  return manifest?.kind === 'Pod' ? [{ ...manifest, promise }] : []
})

const bridge = (name: string) => ({ cniVersion: '1.0.0', name, type: 'bridge' })

describe.each(pluginExecutables)('$name', (executable) => {
  let node: NodeUnderTest
  beforeAll(async () => {
    node = await NodeUnderTest.open()
    const confs = { '20-flannel.conf': bridge('flannel'), '30-weave.conf': bridge('weave') }
    const calico = { cniVersion: '1.0.0', name: 'calico', plugins: [{ type: 'bridge' }] }
    await node.setConfs({ '10-calico.conflist': calico, ...confs })
    const definitions = documents.filter((text) => !/^kind: Pod$/m.test(text))
    await node.setNetworkManifests({ 'page.yaml': definitions.join('---\n') })
  })
  afterAll(() => node[Symbol.asyncDispose]())

  test.each(pods)(
    'the pod "$name" of docs/annotations.md gets $promise',
    async ({ annotations, promise }) => {
      const pod = await node.pod(executable, { manifest: annotations })
      expect(await pod.call('ADD')).toMatchObject({ status: 0 })
      const attachments = (await pod.record())?.attachments ?? []
      expect(attachments.map(({ network, ifname }) => `${network} on ${ifname}`).join(', ')).toBe(promise)
    },
  )
})
