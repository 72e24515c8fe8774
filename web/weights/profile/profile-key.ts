import type { ProfileRef } from '../../api/profiles.ts'

/** A profile in the page's address and in lists: `namespace/name`. */
export const keyOf = ({ namespace, name }: ProfileRef): string => `${namespace}/${name}`

/** What a key names; null for anything else, which stands for the built-in profile. */
export function refOf(key: string): ProfileRef | null {
  const [namespace = '', name = '', ...more] = key.split('/')
  return namespace === '' || name === '' || more.length > 0 ? null : { namespace, name }
}
