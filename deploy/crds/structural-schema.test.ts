import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { crdGroups } from './all-crds.ts'
import { decorate } from './decorate.ts'
import { structuralSchema, type StructuralSchema } from './structural-schema.ts'

test('structuralSchema() says in words of Kubernetes what a schema says', () => {
  const schema = Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 9, pattern: '^a' }),
      kind: Type.Union([Type.Literal('A'), Type.Literal('B')], { default: 'A' }),
      counts: Type.Optional(Type.Record(Type.String(), Type.Integer({ minimum: 0 }))),
      list: Type.Optional(Type.Array(Type.Number({ maximum: 1 }), { maxItems: 2 })),
    },
    { additionalProperties: false },
  )
  expect(structuralSchema(schema)).toEqual({
    type: 'object',
    required: ['name', 'kind'],
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 9, pattern: '^a' },
      kind: { type: 'string', default: 'A', enum: ['A', 'B'] },
      counts: { type: 'object', additionalProperties: { type: 'integer', format: 'int64', minimum: 0 } },
      list: { type: 'array', maxItems: 2, items: { type: 'number', maximum: 1 } },
    },
  })
})

test('a union of several types is refused, with its path', () => {
  const schema = Type.Object({ a: Type.Object({ b: Type.Union([Type.String(), Type.Integer()]) }) })
  expect(() => structuralSchema(schema)).toThrow(
    'Cannot make a structural schema of .a.b as it is a union of more than texts',
  )
})

test('decorate() refuses a path that is not there', () => {
  expect(() => decorate({ type: 'object' }, { 'a[]': {} })).toThrow('Cannot decorate a[] as there is no a')
})

const forbidden = ['anyOf', 'oneOf', 'const', 'patternProperties', '$ref', '$id']
const parts = (schema: StructuralSchema): StructuralSchema[] => [
  schema,
  ...Object.values(schema.properties ?? {}).flatMap(parts),
  ...(schema.items ? parts(schema.items) : []),
  ...(schema.additionalProperties ? parts(schema.additionalProperties) : []),
]

test.each(Object.values(crdGroups).flat())(
  'every part of $metadata.name has a type and bounds for its rules',
  (crd) => {
    const [version] = crd.spec['versions'] as [{ schema: { openAPIV3Schema: StructuralSchema } }]
    const all = parts(version.schema.openAPIV3Schema)
    expect(all.filter((part) => part.type === undefined || forbidden.some((word) => word in part))).toEqual(
      [],
    )
    expect(all.filter((part) => part.properties && part.additionalProperties)).toEqual([])
    expect(all.filter((part) => part.type === 'array' && part['maxItems'] === undefined)).toEqual([])
    const rules = all.flatMap((part) => (part['x-kubernetes-validations'] ?? []) as { message?: string }[])
    expect(rules.filter(({ message = '' }) => message === '')).toEqual([])
  },
)
