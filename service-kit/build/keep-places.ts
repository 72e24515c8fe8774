import type { Plugin } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Lets `import.meta` of our own files go on saying where they are in the checkout, seen from where the bundle is: by it
 * they find migrations, page and plugin. The bundle's directory may be moved together with those.
 */
export function keepPlaces(outdir: string): Plugin {
  return {
    name: 'keep-places',
    setup(bundle) {
      bundle.onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
        loader: 'ts',
        contents: placed(await readFile(path, 'utf8'), outdir, path),
      }))
    },
  }
}

/** The source of the file at `path`, for a bundle in `outdir`. */
export function placed(source: string, outdir: string, path: string): string {
  const url = relative(pathToFileURL(outdir).pathname, pathToFileURL(path).pathname)
  return source.replaceAll(/\bimport\.meta\.(url|dirname)\b/g, (_, member) =>
    member === 'url'
      ? `new URL(${JSON.stringify(url)}, import.meta.url).href`
      : `(import.meta.dirname + ${JSON.stringify(`/${relative(outdir, dirname(path))}`)})`,
  )
}
