import type { Plugin } from 'esbuild'

/**
 * Puts the bundle of the client library in the place of the look for it: the archive has no other file, and nothing of
 * the library beyond what finds a cluster.
 */
export function inlineKubeConfig(bundle: string): Plugin {
  return {
    name: 'inline-kube-config',
    setup(build) {
      build.onLoad({ filter: /kube-config-class\.ts$/ }, () => ({
        contents: `
          import { KubeConfig } from ${JSON.stringify(bundle)}
          export async function kubeConfigClass(whole) {
            if (whole) throw new Error('Cannot sign in by a SOCKS proxy or an old cloud provider from the archive: run kubectl-genie from a checkout')
            return KubeConfig
          }`,
        loader: 'js',
        resolveDir: import.meta.dirname,
      }))
    },
  }
}
