import { Type, type Static } from 'typebox'
import { Answers } from '../answers.ts'
import { PresetName } from '../preset-name.ts'
import { Constraints, Preferences, Sla, Switching, Weights } from '../profile.ts'
import { Condition } from './condition.ts'

/** A selector of labels as Kubernetes has it; several parts all have to hold, an empty one holds for everything. */
export const LabelSelector = Type.Object(
  {
    matchLabels: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 63 }))),
    matchExpressions: Type.Optional(
      Type.Array(
        Type.Object(
          {
            key: Type.String({ minLength: 1, maxLength: 317 }),
            operator: Type.Union([
              Type.Literal('In'),
              Type.Literal('NotIn'),
              Type.Literal('Exists'),
              Type.Literal('DoesNotExist'),
            ]),
            values: Type.Optional(Type.Array(Type.String({ maxLength: 63 }), { maxItems: 64 })),
          },
          { additionalProperties: false },
        ),
        { maxItems: 16 },
      ),
    ),
  },
  { additionalProperties: false },
)
export type LabelSelector = Static<typeof LabelSelector>

/**
 * What workloads of a namespace want of the network that is picked for them: `SelectionProfile`, namespaced. A pod has
 * the one that its annotation `cni-genie.io/profile` names, else the first by name whose `podSelector` holds, else its
 * namespace's default, else the cluster's: the namespace default of the namespace that the agent runs in.
 */
export const SelectionProfileSpec = Type.Object(
  {
    podSelector: Type.Optional(LabelSelector),
    namespaceDefault: Type.Optional(Type.Boolean({ default: false })),
    /** Where weights come from that nothing below says. */
    preset: Type.Optional(PresetName),
    /** The questionnaire's answers; what they lead to counts before the preset, and after the members below. */
    answers: Type.Optional(Answers),
    constraints: Type.Optional(Constraints),
    sla: Type.Optional(Sla),
    /** Those left out have the weight that answers or preset lead to, else that of the built-in profile. */
    weights: Type.Optional(Type.Partial(Weights, { additionalProperties: false })),
    preferences: Type.Optional(Preferences),
    demandBitsPerSecond: Type.Optional(Type.Number({ minimum: 0, maximum: 1e15 })),
    switching: Type.Optional(Switching),
  },
  { additionalProperties: false },
)
export type SelectionProfileSpec = Static<typeof SelectionProfileSpec>

/** What the controller says of a profile; who wrote it reads here whether it can do what it was written for. */
export const SelectionProfileStatus = Type.Object(
  {
    observedGeneration: Type.Optional(Type.Integer({ minimum: 0 })),
    /** `Accepted`: it counts. `Resolved`: the networks and capabilities that it names are there. */
    conditions: Type.Optional(Type.Array(Condition, { maxItems: 8 })),
  },
  { additionalProperties: false },
)
export type SelectionProfileStatus = Static<typeof SelectionProfileStatus>
