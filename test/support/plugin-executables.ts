import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** A way to start the plugin. */
export interface PluginExecutable {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  /** How many of it a small machine can start at once and still answer each in time. */
  readonly crowd: number
}

const root = join(import.meta.dirname, '../..')
const product = join(root, 'dist/genie')
const onNode: PluginExecutable = {
  name: 'the plugin on Node',
  // Tests start it a thousand times: with what it compiled before, a start takes about half of the processor's time.
  command: [
    process.execPath,
    '--require',
    join(import.meta.dirname, 'compile-cache.ts'),
    join(root, 'cni-plugin/platform/node/main.ts'),
  ],
  crowd: 5,
}

/** Every way that there is on this machine: on Node always, and the product where it was built. */
export const pluginExecutables: readonly PluginExecutable[] = existsSync(product)
  ? [onNode, { name: 'dist/genie', command: [product], crowd: 20 }]
  : [onNode]
