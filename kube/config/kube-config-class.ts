import type { KubeConfig } from '@kubernetes/client-node'
import { existsSync } from 'node:fs'

/** What the build makes of the client library: only what finds a cluster, in a few hundred kB (`kube/build`). */
const bundle = new URL('../../dist/kube-config.mjs', import.meta.url)

/**
 * KubeConfig of the client library, from the bundle if that is there. `whole` takes the library itself, at 75 MB in
 * memory: it alone has cloud providers' old ways of signing in, OIDC and SOCKS.
 */
export async function kubeConfigClass(whole: boolean): Promise<typeof KubeConfig> {
  if (!whole && existsSync(bundle)) {
    const module = (await import(bundle.href)) as { readonly KubeConfig: typeof KubeConfig }
    return module.KubeConfig
  }
  const library = await import('@kubernetes/client-node')
  return library.KubeConfig
}
