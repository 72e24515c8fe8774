import { expect, test } from 'vitest'
import Value from 'typebox/value'
import { Answers } from '../domain/answers.ts'
import { Questionnaire } from '../domain/questionnaire.ts'
import { effectsOf } from './answers/effects-of.ts'
import { answerFaults } from './answers/answer-faults.ts'
import { exampleAnswers } from './answers/examples.ts'
import { goalNotes } from './goal-notes.ts'
import { questionnaire } from './questionnaire.ts'
import { chinese } from './texts/chinese.ts'
import { english } from './texts/english.ts'
import { textsFor } from './texts/texts-for.ts'

/** What a schema lets choose from, by texts. */
function choices(schema: unknown): string[] {
  const { anyOf = [], items } = schema as { anyOf?: { const?: string }[]; items?: unknown }
  return items === undefined ? anyOf.flatMap((each) => each.const ?? []) : choices(items)
}

test('the questionnaire is what its schema says, and names every choice that there is, and no other', () => {
  const made = questionnaire(english)
  expect([...Value.Errors(Questionnaire, made)]).toEqual([])
  expect(made.questions.map(({ key, options }) => [key, options.map(({ value }) => value)])).toEqual(
    Object.entries(Answers.properties).map(([key, schema]) => [key, choices(schema)]),
  )
})

test('its examples can be answered, and lead to where the questions say', () => {
  expect([...Value.Errors(Answers, exampleAnswers)]).toEqual([])
  expect(answerFaults(exampleAnswers)).toEqual([])
  const parts = { constraints: 'constraints', limits: 'sla', preset: 'weights', share: 'weights' } as const
  const made = new Map<string, readonly string[]>(
    questionnaire(english).questions.map(({ key, leadsTo }) => [key, leadsTo]),
  )
  for (const [key, effect] of effectsOf(exampleAnswers))
    for (const [member, part] of Object.entries(parts))
      if (member in effect) expect(made.get(key)).toContain(part)
})

test('textsFor() is English for whoever reads nothing that there is', () => {
  for (const header of [undefined, '', 'de', 'en-GB,en;q=0.9', '*', ';;,,', 'ünïcode'])
    expect(textsFor(header)).toBe(english)
})

test('textsFor() is Chinese for whoever reads it, with every choice of the English one', () => {
  expect(textsFor('zh-CN,zh;q=0.9,en;q=0.8')).toBe(chinese)
  for (const [key, { options = {} }] of Object.entries(english.questions))
    expect(Object.keys(chinese.questions[key as keyof typeof chinese.questions].options ?? {})).toEqual(
      Object.keys(options),
    )
})

test('goalNotes() tells of goals that a must leaves out', () => {
  expect(goalNotes({ latency: { p95Ms: 2 }, bandwidth: { peakMbps: 5 } }, english)).toEqual([])
  expect(
    goalNotes({ latency: { p95Ms: 2, strictness: 'must' }, bandwidth: { peakMbps: 5 } }, english),
  ).toEqual([expect.stringContaining('(bandwidth) is left out')])
})
