const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

/** A resource quantity such as `100m` or `2Gi`. */
export class Quantity {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

/** Reads a quantity; null if it is none. */
export function readQuantity(text: string): Quantity | null {
  const [, number = '', exponent, suffix = ''] =
    /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|(n|u|m|k|M|G|T|P|E|[KMGTPE]i)?)$/.exec(text) ?? []
  if (number === '') return null
  return new Quantity(Number(`${number}${exponent ?? ''}`) * (factors[suffix] ?? 1))
}
