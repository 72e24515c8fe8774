import type { KubeKind } from '../../kube/kube-object.ts'
import type { StructuralSchema } from './structural-schema.ts'

/** A column of `kubectl get`; those of priority 1 show with `-o wide`. */
export interface PrinterColumn {
  readonly name: string
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date'
  readonly jsonPath: string
  readonly description?: string
  readonly priority?: 0 | 1
}

/** What makes one kind of custom resource out of its schemas. */
export interface CustomResource {
  readonly kind: KubeKind
  readonly shortNames: readonly string[]
  readonly categories?: readonly string[]
  readonly description: string
  readonly spec: StructuralSchema
  /** Without it there is no status, and no subresource. */
  readonly status?: StructuralSchema
  readonly requiresSpec: boolean
  readonly columns: readonly PrinterColumn[]
  readonly annotations?: Readonly<Record<string, string>>
}

/** A CustomResourceDefinition as it is applied. */
export interface CustomResourceDefinition {
  readonly apiVersion: 'apiextensions.k8s.io/v1'
  readonly kind: 'CustomResourceDefinition'
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> }
  readonly spec: Readonly<Record<string, unknown>>
}

/** Its age, as every kind of Kubernetes shows it. */
export const ageColumn: PrinterColumn = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' }

/** The CustomResourceDefinition with its only version. */
export function customResourceDefinition(resource: CustomResource): CustomResourceDefinition {
  const { kind, annotations } = resource
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${kind.plural}.${kind.group}`, ...(annotations ? { annotations } : {}) },
    spec: {
      group: kind.group,
      scope: kind.isNamespaced ? 'Namespaced' : 'Cluster',
      names: {
        kind: kind.kind,
        listKind: `${kind.kind}List`,
        plural: kind.plural,
        singular: kind.kind.toLowerCase(),
        shortNames: resource.shortNames,
        ...(resource.categories ? { categories: resource.categories } : {}),
      },
      versions: [versionOf(resource)],
    },
  }
}

function versionOf({ kind, columns, status, ...rest }: CustomResource) {
  return {
    name: kind.version,
    served: true,
    storage: true,
    ...(columns.length > 0 ? { additionalPrinterColumns: columns } : {}),
    ...(status ? { subresources: { status: {} } } : {}),
    schema: {
      openAPIV3Schema: {
        type: 'object',
        description: rest.description,
        ...(rest.requiresSpec ? { required: ['spec'] } : {}),
        properties: {
          apiVersion: { type: 'string' },
          kind: { type: 'string' },
          metadata: { type: 'object' },
          spec: rest.spec,
          ...(status ? { status } : {}),
        },
      },
    },
  }
}
