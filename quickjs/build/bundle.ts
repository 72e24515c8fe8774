import { build } from 'esbuild'

/** Bundles a program into one ES module of the plainest kind that both QuickJS 2025-04-26 and Node know. */
export async function bundle(entry: string, output: string, external: readonly string[]): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile: output,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2023',
    external: [...external],
    logLevel: 'warning',
  })
}
