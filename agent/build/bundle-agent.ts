import { build } from 'esbuild'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { keepPlaces } from './keep-places.ts'

/** Packages made for CommonJS ask for Node's modules in its way. */
const banner = `import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)`

/** Stay packages: one is native, one reads its pages from its own directory, one few clusters need. */
const external = ['better-sqlite3', '@fastify/swagger-ui', '@kubernetes/client-node']

/**
 * Makes `dist/agent` of the agent and its packages: a few files instead of a thousand modules, without what is never
 * used. What is loaded on demand stays a file of its own. It is not minified, so that a stack trace can be read.
 * @returns its size in bytes
 */
export async function bundleAgent(root: string): Promise<number> {
  const outdir = join(root, 'dist/agent')
  await rm(outdir, { recursive: true, force: true })
  const { metafile } = await build({
    entryPoints: [join(root, 'agent/main.ts')],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node26',
    legalComments: 'inline',
    metafile: true,
    external,
    banner: { js: banner },
    plugins: [keepPlaces(outdir)],
    logLevel: 'warning',
  })
  return Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0)
}
