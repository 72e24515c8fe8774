import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { parse } from 'yaml'

/** The contexts of the kubeconfig files that kubectl would read; a file that cannot be read has none. */
export async function contextNames(
  env: Readonly<Record<string, string | undefined>>,
  named: string | undefined,
): Promise<readonly string[]> {
  const paths = named === undefined ? (env['KUBECONFIG']?.split(delimiter) ?? []) : [named]
  const files = paths.length > 0 ? paths : [join(homedir(), '.kube/config')]
  return (await Promise.all(files.map(namesIn))).flat()
}

async function namesIn(path: string): Promise<string[]> {
  try {
    const { contexts } = parse(await readFile(path, 'utf8')) as {
      readonly contexts?: readonly { readonly name: string }[]
    }
    return (contexts ?? []).map(({ name }) => name)
  } catch {
    return []
  }
}
