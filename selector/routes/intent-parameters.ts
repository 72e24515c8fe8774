import type { IncomingHttpHeaders } from 'node:http'
import { Type } from 'typebox'
import { Fault } from './fault.ts'

/** As Kubernetes names them: nothing that could be a path. */
const label = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?'

/** The name of a namespace. */
export const NamespaceName = Type.String({ maxLength: 63, pattern: `^${label}$` })

/** The name of an object. */
export const ObjectName = Type.String({ maxLength: 253, pattern: `^${label}(\\.${label})*$` })

/** The name of a network's conf, as the operator's settings are of. */
export const ConfName = Type.String({ maxLength: 253, pattern: '^[a-zA-Z0-9][a-zA-Z0-9_.-]*$' })

/** How often one caller may change something in a minute. */
export const writesPerMinute = 60

/** What a route of intents may answer besides. */
export const intentFaults = {
  401: Fault,
  403: Fault,
  404: Fault,
  409: Fault,
  412: Fault,
  422: Fault,
  428: Fault,
}

/** 201 of a write that made the first version, by what was asked for; else 200. */
export const writtenCode = (headers: IncomingHttpHeaders): 200 | 201 =>
  headers['if-match'] === undefined ? 201 : 200
