import { Ranking, RankRequest } from '../../domain/what-if.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { draftProfile, withWeights } from '../what-if/draft-profile.ts'
import type { ApiSources } from './api-sources.ts'
import { Fault } from './fault.ts'
import { writePlainly } from './write-plainly.ts'

/** Who would win now, by a profile that need not exist. */
export function addRankRoutes(server: HttpServer, { node }: Pick<ApiSources, 'node'>): void {
  server.post(
    '/api/v1/networks/rank',
    {
      config: { access: { verb: 'list', resource: 'networks' } },
      schema: {
        tags: ['networks'],
        summary: 'Which network a pod would get now by a profile that is not saved; nothing is reserved',
        body: RankRequest,
        response: { 200: Ranking, 400: Fault, 404: Fault, 409: Fault },
      },
      serializerCompiler: writePlainly,
    },
    async ({ body: { profile = {}, weights, namespace = 'default', networks, picks, node: name } }) => {
      const shown = await node(name)
      const wanted = {
        ...(networks !== undefined && { networks }),
        ...(picks !== undefined && { picks }),
      }
      const draft = withWeights(draftProfile(profile), weights)
      const decision = await shown.wouldDecide(draft, namespace, wanted)
      const { at, chosen, picks: picked = [chosen], reason, degraded = false, candidates, seed } = decision
      const isDrawn = seed !== undefined
      return { at, node: shown.board().node, picks: picked, reason, degraded, candidates, isDrawn }
    },
  )
}
