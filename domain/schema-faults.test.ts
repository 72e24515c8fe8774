import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { schemaFaults } from './schema-faults.ts'

const member = { additionalProperties: false }
const Form = Compile(
  Type.Union([
    Type.Object({ rates: Type.Array(Type.Object({ price: Type.Number() })) }, member),
    Type.Object({ csv: Type.String(), currency: Type.String() }, member),
  ]),
)
const faults = (body: unknown) => schemaFaults([...Form.Errors(body)])

test('where a body may have several forms, the faults are those of the one that is meant', () => {
  expect(faults({ rates: [{ price: 'x' }, {}] })).toEqual([
    { pointer: '/rates/0/price', detail: 'must be number', rule: { keyword: 'type', values: ['number'] } },
    {
      pointer: '/rates/1',
      detail: 'must have required properties price',
      rule: { keyword: 'required', values: ['price'] },
    },
  ])
})

test('of a body that has no form to the end it is said by which members each is known', () => {
  expect(faults({ csv: '' })).toEqual([{ pointer: '', detail: 'must have rates, or currency' }])
  expect(faults({})).toEqual([{ pointer: '', detail: 'must have rates, or csv and currency' }])
})

test('a body of one form with a member too many is told of that member', () => {
  expect(faults({ rates: [], add: true })).toEqual([
    {
      pointer: '/add',
      detail: 'is no member that is known: leave it out',
      rule: { keyword: 'additionalProperties' },
    },
  ])
})

test('a pattern and a format are told in the words given for them, else as they are', () => {
  const Price = Compile(
    Type.Object({ price: Type.String({ pattern: '^\\d+$' }), at: Type.String({ format: 'date' }) }),
  )
  const refused = [...Price.Errors({ price: 'x', at: 'y' })]
  expect(schemaFaults(refused, { '^\\d+$': 'is no amount', date: 'is no day' })).toEqual([
    { pointer: '/price', detail: 'is no amount' },
    { pointer: '/at', detail: 'is no day' },
  ])
  expect(schemaFaults(refused)).toEqual([
    { pointer: '/price', detail: 'must match pattern "^\\d+$"' },
    { pointer: '/at', detail: 'must match format "date"' },
  ])
})

test('a rule that compares is told with its limit, and a choice with its values', () => {
  const Weighed = Compile(
    Type.Object({
      weight: Type.Number({ maximum: 10 }),
      mode: Type.Union([Type.Literal('strict'), Type.Literal('loose')]),
    }),
  )
  expect(schemaFaults([...Weighed.Errors({ weight: 11, mode: 'x' })])).toMatchObject([
    { pointer: '/weight', rule: { keyword: 'maximum', limit: 10 } },
    { pointer: '/mode', rule: { keyword: 'enum', values: ['"strict"', '"loose"'] } },
  ])
})
