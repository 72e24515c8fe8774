import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeManifest } from '../../test/support/make-manifest.ts'
import { parseSnapshot, printSnapshot } from './snapshot.ts'

const text = fc.string()
const texts = fc.dictionary(
  text.filter((key) => key !== '__proto__'),
  text,
)
const manifest = fc
  .record({
    kind: text,
    name: text,
    annotations: texts,
    labels: texts,
    generation: fc.nat(),
    spec: fc.jsonValue(),
  })
  .map((over) => makeManifest(over))

test('parseSnapshot() reads what printSnapshot() writes', () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(manifest), (at, manifests) => {
      const read = parseSnapshot(printSnapshot({ at, manifests }))
      expect(JSON.stringify(read)).toBe(JSON.stringify({ at, manifests }))
    }),
  )
})

test.each(['', '{', '[]', '{"version":2,"at":1,"manifests":[]}', '{"version":1,"at":1,"manifests":[{}]}'])(
  'parseSnapshot() of %s is none',
  (damaged) => {
    expect(parseSnapshot(damaged)).toBe(null)
  },
)

test('parseSnapshot() never throws', () => {
  const whole = printSnapshot({ at: 1, manifests: [makeManifest({ kind: 'Network', name: 'a' })] })
  fc.assert(
    fc.property(fc.nat({ max: whole.length }), (length) => {
      expect([null, 1]).toContain(parseSnapshot(whole.slice(0, length))?.at ?? null)
    }),
  )
})
