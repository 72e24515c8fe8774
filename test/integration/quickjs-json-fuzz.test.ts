import fc from 'fast-check'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { supportedVersions } from '../../cni/versions.ts'
import { additions, conflistSource, resultSource } from '../support/cni-source.ts'
import { answerTo, type JsonCall } from '../support/json-calls.ts'
import { JsonProbe } from '../support/json-probe.ts'
import { damaged, jsonSource, memberOf, objectSource } from '../support/json-source.ts'
import { probeBuilds } from '../support/probe-builds.ts'

const folder = mkdtempSync(join(tmpdir(), 'genie-json-fuzz-'))
afterAll(() => rm(folder, { recursive: true }))

const { numRuns = 2_000 } = fc.readConfigureGlobal()
/** Everything takes several times longer with sanitizers. */
const runsOf = { release: { numRuns }, sanitized: { numRuns: Math.ceil(numRuns / 10) } }

/** Whole characters, their beginnings and ends, surrogates, what is too long or too high, and what is no lead at all. */
const strangeBytes = fc
  .oneof(
    fc.constantFrom('a', 'é', '€', '😀').map((text) => Buffer.from(text)),
    fc
      .constantFrom('eda080', 'edb080', 'c080', 'e08080', 'f0808080', 'f4908080', 'f888808080', 'ff')
      .map((hex) => Buffer.from(hex, 'hex')),
    fc.uint8Array({ min: 0x80, max: 0xff, minLength: 1, maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
  )
  .chain((bytes) => fc.nat(bytes.length).map((cut) => bytes.subarray(0, cut)))

const maybeDamaged = (source: fc.Arbitrary<string>) => fc.oneof(source, damaged(source))
const anyCall = fc.oneof<fc.Arbitrary<JsonCall>[]>(
  fc.tuple(fc.constant('pluginRequests'), maybeDamaged(conflistSource), additions),
  fc.tuple(fc.constant('parseConflist'), maybeDamaged(fc.oneof(conflistSource, jsonSource))),
  fc.tuple(fc.constant('resultInVersion'), maybeDamaged(resultSource), fc.constantFrom(...supportedVersions)),
  fc.tuple(
    fc.constant('mergedResult'),
    fc.array(resultSource, { minLength: 1, maxLength: 3 }),
    fc.constantFrom(...supportedVersions),
  ),
  fc.tuple(fc.constant('parseResult'), maybeDamaged(fc.oneof(resultSource, jsonSource))),
)

for (const build of await probeBuilds(folder, 'quickjs-json-probe.ts')) {
  const { name, executable = '' } = { executable: undefined, ...build }
  const runs = runsOf[name]

  describe.skipIf(build.missing)(`JSON in the ${name} build ${build.missing ?? ''}`, () => {
    test('members that nobody asked for keep every byte and their order', async () => {
      await using probe = new JsonProbe(executable)
      const set = fc.record({ name: jsonSource, cniVersion: fc.constant('"1.0.0"') })
      const members = fc.array(memberOf(jsonSource), { minLength: 1, maxLength: 8 })
      const property = fc.asyncProperty(members, set, async (all, sources) => {
        const kept = all.filter(({ key }) => !/^(name|cniversion|prevresult)$/iu.test(key))
        const expected = [
          `"name":${sources.name}`,
          `"cniVersion":${sources.cniVersion}`,
          ...kept.map(({ source }) => source),
        ]
        const call: JsonCall = ['spliceMembers', objectSource(all), { ...sources, prevResult: null }]
        expect(await ask(probe, call)).toEqual({ value: `{${expected.join(',')}}` })
      })
      await fc.assert(property, runs)
      expect(await probe.end()).toBe('0')
    })

    test('members are found with their keys and sources, the last of equal ones', async () => {
      await using probe = new JsonProbe(executable)
      const property = fc.asyncProperty(fc.array(memberOf(jsonSource)), async (all) => {
        const expected = [...new Map(all.map(({ key, value }) => [key, value]))]
        expect(await ask(probe, ['memberSources', objectSource(all)])).toEqual({ value: expected })
      })
      await fc.assert(property, runs)
      expect(await probe.end()).toBe('0')
    })

    test('bytes that are not UTF-8 become U+FFFD, as under Node, and take nothing else with them', async () => {
      await using probe = new JsonProbe(executable)
      await fc.assert(
        fc.asyncProperty(fc.array(strangeBytes), async (values) => {
          const bytes = Buffer.concat(values)
          const question = Buffer.concat([
            Buffer.from(String.raw`["spliceMembers","{\"name\":0,\"x\":\"`),
            bytes,
            Buffer.from(String.raw`\"}",{"name":"1"}]`),
          ])
          expect(JSON.parse(await probe.ask(question))).toEqual({
            value: `{"name":1,"x":"${bytes.toString()}"}`,
          })
        }),
        runs,
      )
      expect(await probe.end()).toBe('0')
    })

    test.each([
      String.raw`"\x41"`,
      String.raw`"\u{41}"`,
      String.raw`"\q"`,
      String.raw`"\'"`,
      String.raw`"\\\v"`,
      '"\\\n"',
      '"\\\u2028"',
      '1.',
      '-1.',
      '1.e5',
      '-01',
      '01',
      '.5',
      '+1',
      '1_0',
      '0x1',
      '[1,]',
      "'a'",
      '{a:1}',
      '1 // one',
      '/**/1',
      '\u00a01',
      '\v1',
      '\ufeff1',
    ])('what QuickJS alone may take for JSON is refused: %j', async (value) => {
      await using probe = new JsonProbe(executable)
      const fault = { code: 6, message: 'Invalid CNI result: it is no valid JSON' }
      expect(await ask(probe, ['resultInVersion', `{"cniVersion":"1.0.0","x":${value}}`, '1.0.0'])).toEqual(
        fault,
      )
    })

    test('any text, JSON or nearly, is read as under Node, or refused with a code', async () => {
      await using probe = new JsonProbe(executable)
      const property = fc.asyncProperty(anyCall, async (one) => {
        const answer = await probe.ask(JSON.stringify(one))
        expect(answer).toBe(answerTo(one))
        expect(answer).toMatch(/^\{"(value|code)":/)
      })
      await fc.assert(property, runs)
      expect(await probe.end()).toBe('0')
    })

    test('nesting may be deep, and is refused when there is no end to it', async () => {
      await using probe = new JsonProbe(executable)
      const nested = (depth: number, end = ']'.repeat(depth)) => `{"x":${'['.repeat(depth)}${end}}`
      const deep: JsonCall = ['parseResult', nested(1_000)]
      expect(await probe.ask(JSON.stringify(deep))).toBe(answerTo(deep))
      for (const source of [nested(1_000_000), nested(1_000_000, '')])
        expect([
          await ask(probe, ['parseResult', source]),
          await ask(probe, ['parseConflist', source]),
        ]).toEqual([
          { code: 6, message: 'Invalid CNI result: it is no valid JSON' },
          { code: 7, message: 'Cannot read the conflist: it is no valid JSON' },
        ])
      expect(await probe.end()).toBe('0')
    })
  })
}

async function ask(probe: JsonProbe, call: JsonCall): Promise<unknown> {
  return JSON.parse(await probe.ask(JSON.stringify(call)))
}
