import { Answers, type QuestionKey } from '../domain/answers.ts'
import { CapabilityWord } from '../domain/catalogue.ts'
import type { Preset, ProfilePart, Question, Questionnaire } from '../domain/questionnaire.ts'
import { weightGroups } from '../domain/weight-group.ts'
import { questionKeys } from './answers/effects-of.ts'
import { exampleAnswers } from './answers/examples.ts'
import type { Texts } from './texts/texts.ts'
import { presetNames, presetShares, presetWeights } from './weights/presets.ts'

/** What the answers to each question can lead to. */
const leadsTo: Readonly<Record<QuestionKey, ProfilePart[]>> = {
  networkPolicy: ['constraints'],
  encryption: ['constraints', 'preferences'],
  traffic: ['weights'],
  latency: ['sla'],
  bandwidth: ['demand', 'sla'],
  families: ['constraints'],
  address: ['constraints', 'preferences'],
  link: ['constraints'],
  nodeOs: ['constraints'],
  tenancy: ['constraints'],
  hardware: ['constraints'],
  cost: ['constraints', 'weights'],
  restarts: ['switching'],
  scale: ['constraints', 'weights'],
}

/** All that a form needs to ask. */
export function questionnaire(texts: Texts): Questionnaire {
  return {
    language: texts.language,
    schema: Answers,
    questions: questionKeys.map((key) => question(key, texts)),
    presets: presetsIn(texts),
    groups: weightGroups.map((group) => ({ group, title: texts.groups[group] })),
    capabilities: CapabilityWord.anyOf.map(({ const: word }) => ({
      word,
      title: texts.capabilities[word],
    })),
  }
}

/** All presets, in the words of a language. */
export function presetsIn(texts: Texts): Preset[] {
  return presetNames.map((name) => ({
    name,
    ...texts.presets[name],
    shares: presetShares[name],
    weights: presetWeights(name),
  }))
}

function question(key: QuestionKey, texts: Texts): Question {
  const { title, help, options = {} } = texts.questions[key]
  return {
    key,
    title,
    help,
    example: exampleAnswers[key],
    options: Object.entries(options).map(([value, label]) => ({ value, label })),
    leadsTo: leadsTo[key],
  }
}
