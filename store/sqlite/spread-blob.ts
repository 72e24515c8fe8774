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
export function unpackSpreads(blob: Buffer, samples: number): Figures {
  let begin = 0
  const next = (): Spread | null => {
    if (begin >= blob.length) return null
    const head = blob.readUInt8(begin)
    begin += 1
    const kind = head & ~withCount
    if (kind === unmeasured) return null
    const count = head & withCount ? blob.readUInt32LE(begin) : samples
    if (head & withCount) begin += 4
    const float = () => blob.readFloatLE((begin += 4) - 4)
    const min = float()
    if (kind === flat) return { min, max: min, p50: min, p95: min, count }
    return { min, max: float(), p50: float(), p95: float(), count }
  }
  return Object.fromEntries(historyFigures.map((figure) => [figure, next()])) as Figures
}
