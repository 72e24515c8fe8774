import { Type, type Static } from 'typebox'
import { SourceStatus } from '../../domain/source-status.ts'
import { Unreachable } from '../networks/networks-report.ts'

/** What `kubectl genie sources -o json` prints. */
export const SourcesReport = Type.Object({
  nodes: Type.Array(Type.Object({ node: Type.String(), sources: Type.Array(SourceStatus) })),
  unreachable: Type.Array(Unreachable),
})
export type SourcesReport = Static<typeof SourcesReport>
