import { build, type Plugin } from 'esbuild'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Packages that only rare ways of reaching a cluster need: those take the whole library (`config/find-cluster.ts`).
 * Requests go over Node's own HTTP, so its generated classes and undici have no place either.
 */
const rare = /^(undici|socks|socks-proxy-agent|hpagent|openid-client|jsonpath-plus)$|^\.\/gen\/index\.js$/

/** Says why instead of being it. */
const stub = `
class Left { constructor() { throw new Error('Cannot use this as it is not in the bundle: kube/build') } }
export {
  Left as Agent, Left as ProxyAgent, Left as SocksClient, Left as SocksProxyAgent,
  Left as HttpProxyAgent, Left as HttpsProxyAgent, Left as ServerConfiguration, Left as JSONPath,
}
const left = () => new Left()
const symbol = Symbol('left out')
export { left as createConfiguration, left as discovery, left as refreshTokenGrant, symbol as customFetch }
`

/** Whatever is not used goes, though the library does not say that it may. */
const shrink: Plugin = {
  name: 'shrink',
  setup(bundle) {
    bundle.onResolve({ filter: rare }, ({ path }) => ({ path, namespace: 'left-out', sideEffects: false }))
    bundle.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: stub, loader: 'js' }))
    bundle.onResolve({ filter: /.*/ }, async ({ path, pluginData, kind, importer, resolveDir }) => {
      if (pluginData === shrink.name) return undefined
      const found = await bundle.resolve(path, { kind, importer, resolveDir, pluginData: shrink.name })
      return { ...found, sideEffects: false }
    })
  },
}

/** Bundles KubeConfig of the client library without everything that we do not use; returns its size in bytes. */
export async function bundleKubeConfig(output: string): Promise<number> {
  await mkdir(dirname(output), { recursive: true })
  const { metafile } = await build({
    entryPoints: [join(import.meta.dirname, 'kube-config-entry.mjs')],
    outfile: output,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node26',
    metafile: true,
    legalComments: 'inline',
    external: ['utf-8-validate', 'bufferutil', 'supports-color'],
    plugins: [shrink],
    logLevel: 'warning',
  })
  return Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0)
}
