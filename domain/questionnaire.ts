import { Type, type Static } from 'typebox'
import { Answers } from './answers.ts'
import { CapabilityWord } from './catalogue.ts'
import { Candidate } from './decision.ts'
import { Nullable } from './nullable.ts'
import { PresetName } from './preset-name.ts'
import { Profile, Weights } from './profile.ts'
import { LabelSelector, SelectionProfileSpec } from './resources/selection-profile.ts'
import { GroupShares, WeightGroup } from './weight-group.ts'

/** What an answer can lead to in a profile. */
export const ProfilePart = Type.Union([
  Type.Literal('constraints'),
  Type.Literal('sla'),
  Type.Literal('weights'),
  Type.Literal('preferences'),
  Type.Literal('demand'),
  Type.Literal('switching'),
])
export type ProfilePart = Static<typeof ProfilePart>

/** A question as a form asks it. */
export const Question = Type.Object({
  /** The member of the answers that holds its answer; what may stand there is in the schema. */
  key: Type.String(),
  title: Type.String(),
  help: Type.String(),
  example: Type.Unknown(),
  /** What can be chosen, in words; none where figures are asked for. */
  options: Type.Array(Type.Object({ value: Type.String(), label: Type.String() })),
  leadsTo: Type.Array(ProfilePart),
})
export type Question = Static<typeof Question>

/** A ready-made set of weights. */
export const Preset = Type.Object({
  name: PresetName,
  title: Type.String(),
  help: Type.String(),
  shares: GroupShares,
  weights: Weights,
})
export type Preset = Static<typeof Preset>

/** All presets. */
export const PresetList = Type.Object({ presets: Type.Array(Preset) })
export type PresetList = Static<typeof PresetList>

/** The questionnaire, all that a form needs. */
export const Questionnaire = Type.Object({
  /** The language of its texts. */
  language: Type.String(),
  /** The JSON schema of the answers. */
  schema: Type.Unknown(),
  questions: Type.Array(Question),
  presets: Type.Array(Preset),
  groups: Type.Array(Type.Object({ group: WeightGroup, title: Type.String() })),
  capabilities: Type.Array(Type.Object({ word: CapabilityWord, title: Type.String() })),
})
export type Questionnaire = Static<typeof Questionnaire>

const DnsLabel = Type.String({ pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' })

/** Answers, and what shall be made of them. */
export const ProfileRequest = Type.Object(
  {
    answers: Answers,
    preset: Type.Optional(PresetName),
    weights: Type.Optional(Type.Partial(Weights, { additionalProperties: false })),
    name: Type.Optional(DnsLabel),
    namespace: Type.Optional(DnsLabel),
    podSelector: Type.Optional(LabelSelector),
    namespaceDefault: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type ProfileRequest = Static<typeof ProfileRequest>

/** Who would win now on a node, and why. */
export const WouldWin = Type.Object({
  node: Type.String(),
  /** Null if no network could take the pod. */
  network: Nullable(Type.String()),
  /** In the words of a decision. */
  reason: Type.String(),
  /** Best first; none if no network could take the pod. */
  candidates: Type.Array(Candidate),
  /** True where a draw has decided among those in the band. */
  isDrawn: Type.Optional(Type.Boolean()),
})
export type WouldWin = Static<typeof WouldWin>

/** What answers come to. Nothing of it is saved. */
export const ProfileProposal = Type.Object({
  profile: Profile,
  spec: SelectionProfileSpec,
  /** The SelectionProfile, to apply or to keep as a file. */
  yaml: Type.String(),
  /** What a pod has to say to have it by name. */
  annotations: Type.Record(Type.String(), Type.String()),
  /** Which answer led to what. */
  effects: Type.Array(
    Type.Object({ question: Type.String(), title: Type.String(), leadsTo: Type.Unknown() }),
  ),
  /** What could not be done as answered, in sentences. */
  notes: Type.Array(Type.String()),
  now: WouldWin,
})
export type ProfileProposal = Static<typeof ProfileProposal>
