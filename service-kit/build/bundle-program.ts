import { build } from 'esbuild'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { keepPlaces } from './keep-places.ts'
import { lazyHttp } from './lazy-http.ts'

/** Packages made for CommonJS ask for Node's modules in its way. */
const banner = `import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)`

/** Which program is bundled. */
export interface BundledProgram {
  /** The checkout. */
  readonly root: string
  /** The room of the program, where its `main.ts` is. */
  readonly room: string
  /** What stays a package. */
  readonly external?: readonly string[]
}

/**
 * Makes `dist/<room>` of a room's program and its packages: a few files instead of a thousand modules, without what is
 * never used. What is loaded on demand stays a file of its own. It is not minified, so that a stack trace can be read.
 * @returns its size in bytes
 */
export async function bundleProgram({ root, room, external = [] }: BundledProgram): Promise<number> {
  const outdir = join(root, 'dist', room)
  await rm(outdir, { recursive: true, force: true })
  const { metafile } = await build({
    entryPoints: [join(root, room, 'main.ts')],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node26',
    legalComments: 'inline',
    metafile: true,
    external: [...external],
    banner: { js: banner },
    plugins: [keepPlaces(outdir), lazyHttp()],
    logLevel: 'warning',
  })
  return Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0)
}
