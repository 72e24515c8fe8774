import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { addUp, type Dropped } from '../sources/dropped.ts'
import { SourceFault } from '../sources/source-fault.ts'

/** One series of an instant vector. */
export interface VectorSample {
  readonly labels: Readonly<Record<string, string>>
  /** Finite: what is not, is counted and left out. */
  readonly value: number
}

/** An answer of Prometheus, and what of it is no figure. */
export interface Vector {
  readonly samples: readonly VectorSample[]
  readonly dropped: Dropped
  /** A part of the data was not there: what is missing from the samples may still exist. */
  readonly isPartial: boolean
}

/** As much as the envelope needs; `value` is looked at series by series, so that a bad one costs itself alone. */
const Envelope = Type.Object({
  status: Type.String(),
  error: Type.Optional(Type.String()),
  errorType: Type.Optional(Type.String()),
  warnings: Type.Optional(Type.Array(Type.Unknown())),
  data: Type.Optional(Type.Object({ resultType: Type.String(), result: Type.Unknown() })),
})
const Series = Type.Object({
  metric: Type.Record(Type.String(), Type.String()),
  value: Type.Tuple([Type.Number(), Type.String()]),
})
const [envelope, series] = [Compile(Envelope), Compile(Series)]
const longestMessage = 200
const special: Readonly<Record<string, number>> = { NaN, '+Inf': Infinity, '-Inf': -Infinity, Inf: Infinity }
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/**
 * Reads the body of an instant query (Prometheus' HTTP API, "Instant queries" and "Format overview").
 * @throws {SourceFault} if it is no vector, Prometheus refused, or there are more series than `maxSeries`
 */
export function parseVector(body: string, maxSeries: number): Vector {
  const { data, warnings = [], ...said } = parseEnvelope(body)
  if (said.status !== 'success' || data === undefined)
    throw new SourceFault(
      'http',
      `Cannot use the answer of Prometheus as it says ${messageOf(said)}: look into its log`,
    )
  if (data.resultType !== 'vector' || !Array.isArray(data.result))
    throw new SourceFault(
      'malformed',
      `Cannot use the answer of Prometheus as it is a ${data.resultType.slice(0, longestMessage)} and no vector: look into its log`,
    )
  const result: readonly unknown[] = data.result
  if (result.length > maxSeries)
    throw new SourceFault(
      'too-many',
      `Cannot use the answer of Prometheus as it has ${result.length} series: more than ${maxSeries} are not taken`,
    )
  return { ...readSeries(result), isPartial: warnings.length > 0 }
}

function parseEnvelope(body: string): Type.Static<typeof Envelope> {
  try {
    const value: unknown = JSON.parse(body)
    if (envelope.Check(value)) return value
  } catch (error) {
    throw new SourceFault(
      'malformed',
      'Cannot use the answer of Prometheus as it is no whole JSON: set the URL of a Prometheus',
      {
        cause: error,
      },
    )
  }
  throw new SourceFault(
    'malformed',
    'Cannot use the answer of Prometheus as it has another shape: set the URL of a Prometheus',
  )
}

function messageOf({
  error = 'without a reason',
  errorType = 'error',
}: Partial<Record<string, string>>): string {
  return `${errorType}, ${error}`.slice(0, longestMessage)
}

function readSeries(result: readonly unknown[]): Pick<Vector, 'samples' | 'dropped'> {
  const samples: VectorSample[] = []
  let malformed = 0
  let outOfRange = 0
  for (const each of result) {
    const value = series.Check(each) ? toNumber(each.value[1]) : undefined
    if (value === undefined) malformed += 1
    else if (!Number.isFinite(value)) outOfRange += 1
    else samples.push({ labels: (each as Type.Static<typeof Series>).metric, value })
  }
  return {
    samples,
    dropped: addUp({ malformed, 'out-of-range': outOfRange }),
  }
}

function toNumber(text: string): number | undefined {
  return Object.hasOwn(special, text) ? special[text] : decimal.test(text) ? Number(text) : undefined
}
