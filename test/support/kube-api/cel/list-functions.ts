import type { Environment } from '@marcbachmann/cel-js'
import { isDeepStrictEqual } from 'node:util'

type Comparable = bigint | number | string
type List = readonly unknown[]

const isIn = (list: List, value: unknown) => list.some((each) => isDeepStrictEqual(each, value))
const holdsAll = (list: List, other: List) => other.every((value) => isIn(list, value))

function most(
  list: readonly Comparable[],
  isBetter: (one: Comparable, other: Comparable) => boolean,
): Comparable {
  const [first, ...rest] = list
  if (first === undefined) throw new Error('min/max called on empty list')
  return rest.reduce((best, each) => (isBetter(each, best) ? each : best), first)
}

const functions: Readonly<Record<string, (...args: never[]) => unknown>> = {
  'list.isSorted(): bool': (list: readonly Comparable[]) =>
    list.every((each, index) => index === 0 || (list[index - 1] ?? each) <= each),
  'list.sum(): dyn': (list: readonly (bigint | number)[]) =>
    typeof list[0] === 'number'
      ? (list as readonly number[]).reduce((sum, each) => sum + each, 0)
      : (list as readonly bigint[]).reduce((sum, each) => sum + each, 0n),
  'list.min(): dyn': (list: readonly Comparable[]) => most(list, (one, other) => one < other),
  'list.max(): dyn': (list: readonly Comparable[]) => most(list, (one, other) => one > other),
  'list.indexOf(dyn): int': (list: List, value: unknown) =>
    BigInt(list.findIndex((each) => isDeepStrictEqual(each, value))),
  'list.lastIndexOf(dyn): int': (list: List, value: unknown) =>
    BigInt(list.findLastIndex((each) => isDeepStrictEqual(each, value))),
}

const setFunctions: Readonly<Record<string, (...args: never[]) => unknown>> = {
  'kubernetes.Sets.contains(list, list): bool': (_sets: Sets, one: List, other: List) => holdsAll(one, other),
  'kubernetes.Sets.equivalent(list, list): bool': (_sets: Sets, one: List, other: List) =>
    holdsAll(one, other) && holdsAll(other, one),
  'kubernetes.Sets.intersects(list, list): bool': (_sets: Sets, one: List, other: List) =>
    one.some((value) => isIn(other, value)),
}

/** The receiver of CEL's `sets` functions. */
class Sets {
  readonly name = 'sets'
}

/** Kubernetes' list library and CEL's sets. */
export function addListFunctions(environment: Environment): void {
  environment.registerType('kubernetes.Sets', { ctor: Sets, fields: {} })
  environment.registerConstant('sets', 'kubernetes.Sets', new Sets())
  for (const [signature, handler] of Object.entries({ ...functions, ...setFunctions }))
    environment.registerFunction(signature, handler)
}
