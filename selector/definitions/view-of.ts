import { messageOf } from '../../service-kit/message-of.ts'
import type { Manifest } from '../../domain/manifest.ts'

/** Reads a manifest; undefined for other kinds, an error for what is wrong. */
export type Parse<T> = (manifest: Manifest) => T | undefined

/**
 * A view of manifests, see `ManifestSource.view`. `onFault` is told once of each manifest that makes no sense, by its
 * kind and name and why.
 */
export function viewOf<T extends object>(
  all: () => readonly Manifest[],
  parse: Parse<T>,
  onFault: (what: string, why: string) => void,
): () => readonly T[] {
  const parsed = new WeakMap<Manifest, readonly T[]>()
  let source: readonly Manifest[] | undefined
  let values: readonly T[] = []
  const once = (manifest: Manifest) => {
    const known = parsed.get(manifest) ?? parsedOrNone(manifest, parse, onFault)
    parsed.set(manifest, known)
    return known
  }
  return () => {
    const now = all()
    if (now !== source) values = now.flatMap(once)
    source = now
    return values
  }
}

function parsedOrNone<T>(
  manifest: Manifest,
  parse: Parse<T>,
  onFault: (what: string, why: string) => void,
): readonly T[] {
  try {
    const value = parse(manifest)
    return value === undefined ? [] : [value]
  } catch (error) {
    onFault(`${manifest.kind} ${manifest.namespace}/${manifest.name}`, messageOf(error))
    return []
  }
}
