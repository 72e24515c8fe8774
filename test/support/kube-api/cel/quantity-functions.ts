import type { Environment } from '@marcbachmann/cel-js'
import { Quantity, readQuantity } from './quantity.ts'

function quantityOf(text: string): Quantity {
  const quantity = readQuantity(text)
  if (quantity === null)
    throw new Error(
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    )
  return quantity
}

const order = (one: Quantity, other: Quantity) => Math.sign(one.value - other.value)

/** `isQuantity`, `quantity` and its methods (kubernetes, apiserver/pkg/cel/library/quantity.go). */
export function addQuantityFunctions(environment: Environment): void {
  const name = 'kubernetes.Quantity'
  const functions: Readonly<Record<string, (...args: never[]) => unknown>> = {
    'isQuantity(string): bool': (text: string) => readQuantity(text) !== null,
    [`quantity(string): ${name}`]: quantityOf,
    [`${name}.isGreaterThan(${name}): bool`]: (one: Quantity, other: Quantity) => order(one, other) > 0,
    [`${name}.isLessThan(${name}): bool`]: (one: Quantity, other: Quantity) => order(one, other) < 0,
    [`${name}.compareTo(${name}): int`]: (one: Quantity, other: Quantity) => BigInt(order(one, other)),
    [`${name}.sign(): int`]: (one: Quantity) => BigInt(Math.sign(one.value)),
    [`${name}.asApproximateFloat(): double`]: (one: Quantity) => one.value,
    [`${name}.isInteger(): bool`]: (one: Quantity) => Number.isSafeInteger(one.value),
    [`${name}.asInteger(): int`]: (one: Quantity) => BigInt(one.value),
    [`${name}.add(${name}): ${name}`]: (one: Quantity, other: Quantity) =>
      new Quantity(one.value + other.value),
    [`${name}.sub(${name}): ${name}`]: (one: Quantity, other: Quantity) =>
      new Quantity(one.value - other.value),
  }
  environment.registerType(name, { ctor: Quantity, fields: {} })
  environment.registerOperator(
    `${name} == ${name}`,
    (one: Quantity, other: Quantity) => one.value === other.value,
  )
  for (const [signature, handler] of Object.entries(functions))
    environment.registerFunction(signature, handler)
}
