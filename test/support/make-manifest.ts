import type { Manifest } from '../../domain/manifest.ts'

/** A manifest that says nothing but what it is given. */
export const makeManifest = (over: Partial<Manifest> & Pick<Manifest, 'kind' | 'name'>): Manifest => ({
  apiVersion: 'v1',
  namespace: 'default',
  uid: '',
  generation: 0,
  annotations: {},
  labels: {},
  spec: undefined,
  ...over,
})
