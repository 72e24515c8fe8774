import { Type, type Static } from 'typebox'

/** The settings of the uninstallation, all from the environment. */
export const UninstallConfig = Type.Object({
  /** The namespace of the agents. */
  POD_NAMESPACE: Type.String({ default: 'cni-genie' }),
  /** The name of their DaemonSet. */
  GENIE_AGENT: Type.String({ default: 'cni-genie-agent' }),
  /** How long nodes may take. */
  GENIE_TIMEOUT_SECONDS: Type.Integer({ default: 120, minimum: 1, maximum: 3_600 }),
})
export type UninstallConfig = Static<typeof UninstallConfig>
