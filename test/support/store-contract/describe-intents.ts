import { expect, test } from 'vitest'
import type { IntentWrite } from '../../../store/intent-store.ts'
import type { Stores } from '../../../store/stores.ts'
import { passADay, startMs } from './passing-time.ts'

const ref = { kind: 'SelectionProfile', namespace: 'shop', name: 'web' }
const spec = { weights: { latency: 5, price: 0.5 } }

function makeWrite(write: Partial<IntentWrite> = {}): IntentWrite {
  return { ...ref, spec, expected: undefined, by: 'anna', at: startMs, ...write }
}

/** Intents as every engine has to keep them. */
export function describeIntents(stores: () => Stores): void {
  const intents = () => stores().intents

  test('what is written is found and listed, by namespace and name', async () => {
    expect(await intents().find(ref)).toBeNull()
    expect(await intents().write(makeWrite({ expected: null }))).toEqual({ ...ref, version: 1, spec })
    await intents().write(makeWrite({ namespace: 'bank' }))
    await intents().write(makeWrite({ kind: 'PriceBook', namespace: '', name: 'v1' }))
    expect(await intents().find(ref)).toEqual({ ...ref, version: 1, spec })
    expect((await intents().list('SelectionProfile')).map(({ namespace }) => namespace)).toEqual([
      'bank',
      'shop',
    ])
    expect((await intents().list('SelectionProfile', 'shop')).map(({ name }) => name)).toEqual(['web'])
    expect(await intents().list('Network')).toEqual([])
  })

  test('of two who have seen the same version one is late', async () => {
    await intents().write(makeWrite())
    const writes = ['one', 'two', 'three'].map((each) =>
      intents().write(makeWrite({ spec: { switching: { enabled: true }, each }, expected: 1 })),
    )
    const answers = await Promise.all(writes)
    expect(answers.filter((answer) => answer === 'conflict')).toHaveLength(2)
    expect((await intents().find(ref))?.version).toBe(2)
    expect((await intents().history({ limit: 10 })).changes).toHaveLength(2)
  })

  test.each([
    ['there is one', null],
    ['it is another version', 7],
  ])('nothing is written where %s', async (_why, expected) => {
    await intents().write(makeWrite())
    expect(await intents().write(makeWrite({ spec: {}, expected }))).toBe('conflict')
    expect(await intents().find(ref)).toEqual({ ...ref, version: 1, spec })
  })

  test('nothing is written over what is gone', async () => {
    expect(await intents().write(makeWrite({ expected: 1 }))).toBe('conflict')
    expect(await intents().find(ref)).toBeNull()
    expect(await intents().write(makeWrite({ spec: undefined }))).toBeNull()
    expect(await intents().history({ limit: 10 })).toEqual({ changes: [], next: null })
  })

  test('versions go on rising over a removal', async () => {
    await intents().write(makeWrite())
    expect(await intents().write(makeWrite({ spec: undefined, expected: 1 }))).toBeNull()
    expect([await intents().find(ref), await intents().list(ref.kind)]).toEqual([null, []])
    expect(await intents().write(makeWrite({ expected: 1 }))).toBe('conflict')
    expect(await intents().write(makeWrite({ expected: null }))).toEqual({ ...ref, version: 3, spec })
  })

  test('what changes nothing is no change', async () => {
    await intents().write(makeWrite())
    expect(await intents().write(makeWrite({ spec: structuredClone(spec), expected: 1 }))).toEqual({
      ...ref,
      version: 1,
      spec,
    })
    expect((await intents().history({ limit: 10 })).changes).toHaveLength(1)
  })

  test('it is noted who has changed what, newest first and page by page', async () => {
    await intents().write(makeWrite({ at: startMs + 1 }))
    await intents().write(makeWrite({ spec: {}, by: 'ben', at: startMs }))
    await intents().write(makeWrite({ spec: undefined, at: startMs + 2 }))
    await intents().write(makeWrite({ name: 'other' }))
    const all = await intents().history({ limit: 10, ...ref })
    expect(all.changes.map(({ id: _id, ...change }) => change)).toEqual([
      { ...ref, version: 3, at: startMs + 2, by: 'anna', before: {}, after: null },
      { ...ref, version: 2, at: startMs, by: 'ben', before: spec, after: {} },
      { ...ref, version: 1, at: startMs + 1, by: 'anna', before: null, after: spec },
    ])
    const first = await intents().history({ limit: 2, namespace: 'shop' })
    expect(first.changes.map(({ name }) => name)).toEqual(['other', 'web'])
    const rest = await intents().history({ limit: 2, namespace: 'shop', before: first.next ?? '' })
    expect(rest).toEqual({ changes: all.changes.slice(1), next: null })
  })

  test('names and words of any script come back as they were', async () => {
    const odd = { kind: 'Network', namespace: '', name: 'сеть-网' }
    const words = { note: 'naïve — 𝄞 \u0000 "quoted" \\', Ключ: [1e-9, null, true] }
    await intents().write({ ...odd, spec: words, expected: null, by: 'Ольга', at: startMs })
    expect(await intents().find(odd)).toEqual({ ...odd, version: 1, spec: words })
    expect((await intents().history({ limit: 1 })).changes[0]?.by).toBe('Ольга')
  })

  test('a change that was made elsewhere is noted, and changes nothing', async () => {
    const change = { ...ref, version: 812, at: startMs, by: 'anna', before: null, after: spec }
    await intents().note(change)
    expect(await intents().find(ref)).toBeNull()
    expect((await intents().history({ limit: 1 })).changes).toMatchObject([change])
  })

  test('changes are forgotten 400 days later, intents never', async () => {
    await intents().write(makeWrite({ at: 86_400_000 }))
    await intents().write(makeWrite({ spec: {} }))
    await passADay(stores(), startMs + 1)
    expect((await intents().history({ limit: 10 })).changes.map(({ version }) => version)).toEqual([2])
    expect(await intents().find(ref)).toEqual({ ...ref, version: 2, spec: {} })
  })
}
