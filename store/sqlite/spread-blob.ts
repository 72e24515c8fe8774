import { historyFigures, type HistoryPoint, type Spread } from '../../domain/network-history.ts'

/**
 * How the spreads of one span are kept: one byte for each of `historyFigures`, in their order, and behind it what it says
 * there is: a count, if not all samples had the figure, then one value or four, as floats of 32 bits. That has seven
 * digits and half the bytes of doubles, which would be most of the whole file.
 */
const unmeasured = 0
const flat = 1
const spread = 2
const withCount = 4

const maxBytes = historyFigures.length * 21
const greatest = 3.402_823_466_385_288_6e38

type Figures = HistoryPoint['figures']

/** Packs spreads of so many samples. */
export function packSpreads(figures: Figures, samples: number): Buffer {
  const blob = Buffer.allocUnsafe(maxBytes)
  let end = 0
  for (const figure of historyFigures) {
    const packed = figures[figure]
    const kind = packed === null ? unmeasured : packed.min === packed.max ? flat : spread
    const isCounted = packed !== null && packed.count !== samples
    end = blob.writeUInt8(kind | (isCounted ? withCount : 0), end)
    if (packed === null) continue
    if (isCounted) end = blob.writeUInt32LE(packed.count, end)
    const { min, max, p50, p95 } = packed
    for (const value of kind === flat ? [min] : [min, max, p50, p95])
      end = blob.writeFloatLE(Math.max(-greatest, Math.min(greatest, value)), end)
  }
  return blob.subarray(0, end)
}

/** Unpacks them. Figures that `historyFigures` has got since are null. */
export function unpackSpreads({ buffer, byteOffset, byteLength }: Buffer, samples: number): Figures {
  const view = new DataView(buffer, byteOffset, byteLength)
  const figures: Partial<Figures> = {}
  let begin = 0
  for (const figure of historyFigures) {
    const head = begin < byteLength ? view.getUint8(begin) : unmeasured
    begin += 1
    const kind = head & ~withCount
    if (kind === unmeasured) {
      figures[figure] = null
      continue
    }
    const isCounted = (head & withCount) !== 0
    const count = isCounted ? view.getUint32(begin, true) : samples
    if (isCounted) begin += 4
    const min = view.getFloat32(begin, true)
    figures[figure] =
      kind === flat ? { min, max: min, p50: min, p95: min, count } : spreadAt(view, begin, count)
    begin += kind === flat ? 4 : 16
  }
  return figures as Figures
}

function spreadAt(view: DataView, begin: number, count: number): Spread {
  const float = (index: number) => view.getFloat32(begin + 4 * index, true)
  return { min: float(0), max: float(1), p50: float(2), p95: float(3), count }
}
