import type { Json } from './kube-backends/kube-requests.ts'

/** A definition for tests: a namespaced kind with a status, in a group of tests' own. */
export const genieDefinition = (
  plural: string,
  schema: Json,
  rest: { group?: string; metadata?: Json } = {},
): Json => {
  const group = rest.group ?? 'test.cni-genie.io'
  const kind = `${(plural[0] ?? '').toUpperCase()}${plural.slice(1, -1)}`
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, ...rest.metadata },
    spec: {
      group,
      scope: 'Namespaced',
      names: { plural, kind },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: [
            { name: 'Block', type: 'string', jsonPath: '.spec.block' },
            { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
          ],
          schema: { openAPIV3Schema: schema },
        },
      ],
    },
  }
}
