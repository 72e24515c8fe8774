import { Type, type Static } from 'typebox'

/** The settings of every program that serves the API. */
export const AccessSettings = Type.Object({
  /** Who may call the API: those of this machine, the tokens of a file, or whoever the cluster lets. */
  GENIE_ACCESS: Type.Union([Type.Literal('local'), Type.Literal('tokens'), Type.Literal('cluster')], {
    default: 'local',
  }),
  /** The file of tokens for `tokens`: lines of `name read|write token`, mode 0600. */
  GENIE_TOKENS: Type.Optional(Type.String()),
  /** Whether everybody who reaches the API may read without signing in. */
  GENIE_OPEN_READS: Type.Optional(Type.Union([Type.Literal('on'), Type.Literal('off')])),
})
export type AccessSettings = Static<typeof AccessSettings>
