import type { Plugin } from 'esbuild'

/**
 * Takes Node's `http` and `https` without reading all of their members. An `import` reads each once, and so loads their
 * WebSocket, which with what it brings along holds 16 MB for as long as the program runs.
 */
export function lazyHttp(): Plugin {
  return {
    name: 'lazy-http',
    setup(bundle) {
      bundle.onResolve({ filter: /^(node:)?https?$/ }, ({ path }) => ({
        path: path.replace('node:', ''),
        namespace: 'lazy-http',
      }))
      bundle.onLoad({ filter: /./, namespace: 'lazy-http' }, ({ path }) => ({
        contents: `module.exports = process.getBuiltinModule('node:${path}')`,
        loader: 'js',
      }))
    },
  }
}
