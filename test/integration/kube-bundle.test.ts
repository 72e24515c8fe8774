import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { KubeConfig } from '@kubernetes/client-node'
import { expect, test } from 'vitest'
import { bundleKubeConfig } from '../../kube/build/bundle-kube-config.ts'
import { kubeconfigOf } from '../support/scripted-api.ts'

test('the bundle is small, and its KubeConfig signs in as the library does', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'genie-bundle-'))
  try {
    const output = join(folder, 'kube-config.mjs')
    expect(await bundleKubeConfig(output)).toBeLessThan(250_000)
    const bundle = (await import(pathToFileURL(output).href)) as { KubeConfig: typeof KubeConfig }
    const library = await import('@kubernetes/client-node')
    const signed = async (Config: typeof KubeConfig) => {
      const config = new Config()
      config.loadFromString(kubeconfigOf('https://127.0.0.1:1', { token: 't', as: 'someone' }))
      const { headers, ca } = await optionsOf(config)
      return { headers, ca, context: config.getCurrentContext(), cluster: config.getCurrentCluster() }
    }
    expect(await signed(bundle.KubeConfig)).toEqual(await signed(library.KubeConfig))
  } finally {
    await rm(folder, { recursive: true })
  }
})

async function optionsOf(config: KubeConfig) {
  const options: Parameters<KubeConfig['applyToHTTPSOptions']>[0] = {}
  await config.applyToHTTPSOptions(options)
  return options
}
