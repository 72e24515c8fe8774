import type { QuestionKey } from '../../domain/answers.ts'
import type { CapabilityWord } from '../../domain/catalogue.ts'
import type { PresetName } from '../../domain/preset-name.ts'
import type { WeightGroup } from '../../domain/weight-group.ts'

/** Something with a name and an explanation. */
export interface Words {
  readonly title: string
  readonly help: string
}

/** All words of the questionnaire in one language, by key: another language is another value of this type. */
export interface Texts {
  readonly language: string
  /** Options by the value of the answer; left out where no option can be chosen. */
  readonly questions: Readonly<
    Record<QuestionKey, Words & { readonly options?: Readonly<Record<string, string>> }>
  >
  readonly presets: Readonly<Record<PresetName, Words>>
  readonly groups: Readonly<Record<WeightGroup, string>>
  readonly capabilities: Readonly<Record<CapabilityWord, string>>
}
