import { Type, type Static } from 'typebox'
import { WhatIfReport } from '../../domain/what-if.ts'
import { Unreachable } from '../networks/networks-report.ts'

/** What `kubectl genie what-if -o json` prints: the sum over nodes. */
export const WhatIfDocument = Type.Object({
  ...WhatIfReport.properties,
  nodes: Type.Array(Type.String()),
  unreachable: Type.Array(Unreachable),
})
export type WhatIfDocument = Static<typeof WhatIfDocument>
