import type { HttpServer } from '../../service-kit/http-server.ts'
import type { ApiSources } from './api-sources.ts'
import { addDecisionRoutes } from './decision-routes.ts'
import { addEventRoutes } from './event-routes.ts'
import { addForecastRoutes } from './forecast-routes.ts'
import { addHistoryRoutes } from './history-routes.ts'
import { addNetworkRoutes } from './network-routes.ts'
import { addNodeRoutes } from './node-routes.ts'
import { addOverviewRoutes } from './overview-routes.ts'
import { addQuestionnaireRoutes } from './questionnaire-routes.ts'
import { addRankRoutes } from './rank-routes.ts'
import { addReplayRoutes } from './replay-routes.ts'
import { addSourceRoutes } from './source-routes.ts'
import { addWhatIfRoutes } from './what-if-routes.ts'

/** All that can be read below `/api/v1`, the same of an agent and of a standing selector. */
export function addReadRoutes(server: HttpServer, sources: ApiSources): void {
  addNodeRoutes(server, sources)
  addNetworkRoutes(server, sources)
  addOverviewRoutes(server, sources)
  addForecastRoutes(server, sources)
  addHistoryRoutes(server, sources)
  addSourceRoutes(server, sources)
  addDecisionRoutes(server, sources)
  addEventRoutes(server, sources)
  addRankRoutes(server, sources)
  addReplayRoutes(server, sources)
  addWhatIfRoutes(server, sources)
  addQuestionnaireRoutes(server, sources)
}
