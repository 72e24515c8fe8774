import fc from 'fast-check'

const joined = (parts: fc.Arbitrary<string>, maxLength: number) =>
  fc.array(parts, { maxLength }).map((texts) => texts.join(''))

const space = joined(fc.constantFrom(' ', '\n', '\t', '\r'), 2)

const escape = fc.oneof(
  fc.constantFrom('\\"', '\\\\', '\\/', '\\b', '\\f', '\\n', '\\r', '\\t', '\\u0000', '\\ud800', '\\uDFFF'),
  fc.stringMatching(/^\\u[0-9a-fA-F]{4}$/),
)
/** What scanners stumble over: brackets and commas in strings, white space that is none to JSON, surrogates alone. */
const plain = fc.oneof(
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    ' ',
    "'",
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\ud800',
    '😀',
    '\u007f',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }).filter((text) => !/["\\\p{Cc}]/u.test(text)),
)
const stringSource = joined(fc.oneof(plain, escape), 5).map((text) => `"${text}"`)

const numberSource = fc.stringMatching(/^-?(0|[1-9]\d{0,25})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/)

/** A member of an object: its key as it is read, and its source with the white space around it. */
export interface MemberSource {
  readonly key: string
  readonly value: string
  readonly source: string
}

/** Names that our code looks for, in all the ways in which somebody may have written them. */
const telling = fc.constantFrom(
  ...['"name"', '"NAME"', '"n\\u0061me"', '"Name"', '"cniVersion"', '"CNIVERSION"', '"cni\\u0056ersion"'],
  ...['"prevResult"', '"prevRe\u017fult"', '"prevRe\\u017Fult"', '"\u212aind"', '"kind"', '"__proto__"'],
  ...[
    '"type"',
    '"plugins"',
    '"args"',
    '"cni"',
    '"capabilities"',
    '"runtimeConfig"',
    '"constructor"',
    '"toString"',
  ],
)
/** JSON.parse of Node 24 and 26 takes one key of one character, if it is escaped, for another of the same kind. */
const isSafeKey = (source: string) => !/^"\\(u.{4}|.)"$/su.test(source)
const keySource = fc.oneof(telling, stringSource.filter(isSafeKey))

/** JSON whose spacing, escapes and numbers are written in every way that the grammar allows. */
export const { value: jsonSource } = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('null', 'true', 'false'),
    stringSource,
    numberSource,
    tie('list'),
    tie('object'),
  ),
  list: fc
    .array(fc.tuple(space, tie('value'), space), { maxLength: 4 })
    .map((items) => `[${items.map((item) => item.join('')).join(',')}]`),
  object: fc.array(memberOf(tie('value')), { maxLength: 4 }).map(objectSource),
}))

/** Members whose values are of the given source. */
export function memberOf(value: fc.Arbitrary<string>, key = keySource): fc.Arbitrary<MemberSource> {
  return fc.tuple(space, key, space, space, value, space).map(([before, name, a, b, source, after]) => ({
    key: JSON.parse(name) as string,
    value: source,
    source: `${before}${name}${a}:${b}${source}${after}`,
  }))
}

/** The source of an object of these members. */
export function objectSource(members: readonly MemberSource[]): string {
  return `{${members.map(({ source }) => source).join(',')}}`
}

/** An object with all of these members, in any order, among others that may be called the same. */
export function objectWith(known: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<string> {
  const members = Object.entries(known).map(([name, value]) =>
    memberOf(value, fc.constant(JSON.stringify(name))),
  )
  return fc
    .tuple(fc.tuple(...members), fc.array(memberOf(jsonSource), { maxLength: 2 }))
    .chain(([first, others]) => {
      const all = [...first, ...others]
      return fc.shuffledSubarray(all, { minLength: all.length })
    })
    .map(objectSource)
}

const slip = fc.constantFrom(
  ...[
    '.',
    '-',
    '0',
    '+',
    'e',
    '\\',
    '\\x41',
    '\\q',
    '\\\n',
    '\\0',
    '"',
    "'",
    ',',
    ':',
    '{',
    ']',
    '//',
    '/**/',
  ],
  ...[
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\v',
    '\f',
    '\0',
    'NaN',
    'Infinity',
    '1_0',
    '0x1',
    '\\u{41}',
    '`',
    '\ud800',
  ],
)

/** The text with something put in, taken out or cut off, so that it may be JSON no longer. */
export function damaged(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(text, fc.nat(), fc.nat(2), fc.oneof(slip, fc.constant('')), fc.boolean())
    .map(([source, place, removed, put, isTorn]) => {
      const at = place % (source.length + 1)
      return source.slice(0, at) + put + (isTorn ? '' : source.slice(at + removed))
    })
    .filter((source) => !/"\\(u.{4}|.)"/su.test(source))
}
