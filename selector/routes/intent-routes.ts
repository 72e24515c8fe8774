import type { HttpServer } from '../../service-kit/http-server.ts'
import type { IntentAccess } from '../intents/intent-access.ts'
import { addAuditRoutes } from './audit-routes.ts'
import { addNetworkSettingsRoutes } from './network-settings-routes.ts'
import { addProfileRoutes } from './profile-routes.ts'

/** What operators say, and who has said it, below `/api/v1`; the same of an agent and of a standing selector. */
export function addIntentRoutes(server: HttpServer, access: IntentAccess): void {
  addProfileRoutes(server, access)
  addNetworkSettingsRoutes(server, access)
  addAuditRoutes(server, access)
}
