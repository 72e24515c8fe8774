import { build } from 'esbuild'
import { chmod, copyFile, mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleKubeConfig } from '../../kube/build/bundle-kube-config.ts'
import { inlineKubeConfig } from './inline-kube-config.ts'

/** The program in the archive. */
export const programFile = 'kubectl-genie.mjs'

/** Packages made for CommonJS ask for Node's modules in its way. */
const banner = `#!/usr/bin/env node
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)`

/** Makes the directory that is packed for krew and for download; answers the size of the program in bytes. */
export async function buildArchive(root: string, output: string): Promise<number> {
  await rm(output, { recursive: true, force: true })
  await mkdir(output, { recursive: true })
  const kubeConfig = join(root, 'dist/kube-config.mjs')
  await bundleKubeConfig(kubeConfig)
  const program = join(output, programFile)
  await build({
    entryPoints: [join(root, 'cli/main.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // The oldest that is maintained; a checkout needs the project's own.
    target: 'node22',
    minify: true,
    keepNames: true,
    legalComments: 'inline',
    external: ['utf-8-validate', 'bufferutil'],
    banner: { js: banner },
    plugins: [inlineKubeConfig(kubeConfig)],
    logLevel: 'warning',
  })
  await chmod(program, 0o755)
  await copyFile(join(root, 'cli/bin/kubectl_complete-genie'), join(output, 'kubectl_complete-genie'))
  await copyFile(join(root, 'LICENSE'), join(output, 'LICENSE'))
  return (await stat(program)).size
}
