import type { KubeConfig } from '@kubernetes/client-node'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { messageOf } from '../../service-kit/message-of.ts'
import type { Kubeconfig } from './merge-kubeconfigs.ts'

/**
 * Reads one kubeconfig file; paths in it are relative to its folder.
 * @throws {Error} that never quotes the file, as it holds credentials
 */
export async function readKubeconfig(path: string, Config: typeof KubeConfig): Promise<Kubeconfig> {
  const text = readText(path)
  const config = new Config()
  try {
    config.loadFromString(text)
  } catch (error) {
    throw new Error(`Cannot use kubeconfig ${path} as ${faultOf(error)}`)
  }
  config.makePathsAbsolute(dirname(path))
  const { clusters, users, contexts, currentContext } = config
  const tokenFiles = /\btoken-?file\b/i.test(text) ? await tokenFilesOf(text, dirname(path)) : new Map()
  return { clusters, users, contexts, currentContext: currentContext || undefined, tokenFiles }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new Error(`Cannot read kubeconfig ${path}: ${messageOf(error)}`)
  }
}

/** The parser's own message shows the lines around the fault, tokens among them. */
function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it is not understood'
  const { reason, mark } = error as { readonly reason?: unknown; readonly mark?: { readonly line?: unknown } }
  if (typeof reason === 'string' && typeof mark?.line === 'number')
    return `line ${mark.line + 1} is not YAML: ${reason}`
  return /^(clusters|users|contexts)\[\d+\]/.test(error.message) ? error.message : 'it is no kubeconfig'
}

/** The client library does not know `tokenFile`, and would read `token-file` only once. */
async function tokenFilesOf(text: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const { parse } = await import('yaml')
  const { users = [] } = parse(text) as {
    readonly users?: readonly { readonly name: string; readonly user?: Readonly<Record<string, unknown>> }[]
  }
  return new Map(
    users.flatMap(({ name, user = {} }) => {
      const path = user['tokenFile'] ?? user['token-file']
      return typeof path === 'string' ? [[name, resolve(folder, path)] as const] : []
    }),
  )
}
