import type { KubeKind, ObjectRef } from '../kube-object.ts'

/** What a query says; members that are undefined are left out. */
export type Query = Readonly<Record<string, string | undefined>>

/** The path of all objects of a kind, of one namespace or of all. */
export function collectionPath(kind: KubeKind, namespace?: string): string {
  const { group, version, plural, isNamespaced } = kind
  const base = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  const within = isNamespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : ''
  return `${base}${within}/${plural}`
}

/**
 * The path of one object.
 * @throws {Error} if its name, or the namespace of a namespaced one, is missing: that path would mean all of them
 */
export function objectPath(kind: KubeKind, { namespace, name }: ObjectRef): string {
  if (name === '' || name === '.' || name === '..' || (kind.isNamespaced && !namespace))
    throw new Error(
      `Cannot address ${kind.plural} "${namespace ?? ''}/${name}" as ${name === '' ? 'the name' : 'the namespace'} is missing`,
    )
  return `${collectionPath(kind, namespace)}/${encodeURIComponent(name)}`
}

/** Puts a query behind a path. */
export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value)
  return search.size === 0 ? path : `${path}?${search.toString()}`
}
