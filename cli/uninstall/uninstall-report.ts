import { Type, type Static } from 'typebox'

/** What `kubectl genie uninstall -o json` prints. */
export const UninstallReport = Type.Object({
  /** `namespace/name` of the agents' DaemonSet. */
  daemonSet: Type.String(),
  isDryRun: Type.Boolean(),
  nodes: Type.Array(
    Type.Object({
      node: Type.String(),
      /** `planned` in a dry run. */
      state: Type.Union([
        Type.Literal('planned'),
        Type.Literal('clean'),
        Type.Literal('waiting'),
        Type.Literal('failed'),
        Type.Literal('silent'),
      ]),
      message: Type.String(),
    }),
  ),
})
export type UninstallReport = Static<typeof UninstallReport>
