import { Catalogue } from '../../domain/catalogue.ts'
import { PairwiseAnswer, PairwiseRequest } from '../../domain/pairwise.ts'
import { PresetList, ProfileProposal, ProfileRequest, Questionnaire } from '../../domain/questionnaire.ts'
import { catalogue } from '../../questionnaire/catalogue/catalogue.ts'
import { presetsIn, questionnaire } from '../../questionnaire/questionnaire.ts'
import { textsFor } from '../../questionnaire/texts/texts-for.ts'
import { mostInconsistent } from '../../questionnaire/weights/pairwise.ts'
import { sharesOf } from '../../questionnaire/weights/shares-of.ts'
import { weightsOfShares } from '../../questionnaire/weights/weights-of-shares.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { OfNode, type ApiSources } from './api-sources.ts'
import { Fault } from './fault.ts'
import { propose, wouldWin } from './profile-proposal.ts'
import { writePlainly } from './write-plainly.ts'

const readProfiles = { access: { verb: 'get', resource: 'selectionprofiles' } } as const
const tags = ['profiles']

/** Questions, presets, comparisons and what is known of CNIs: all that leads to a profile, and saves none. */
export function addQuestionnaireRoutes(server: HttpServer, { node }: Pick<ApiSources, 'node'>): void {
  server.get(
    '/api/v1/questionnaire',
    {
      config: readProfiles,
      schema: {
        tags,
        summary: 'The questions, with the schema of their answers',
        response: { 200: Questionnaire },
      },
    },
    ({ headers }) => questionnaire(textsFor(headers['accept-language'])),
  )
  server.post(
    '/api/v1/questionnaire/profile',
    {
      config: { access: { verb: 'list', resource: 'networks' } },
      schema: {
        tags,
        summary: 'The profile that answers lead to, and which network would win by it now; saves nothing',
        querystring: OfNode,
        body: ProfileRequest,
        response: { 200: ProfileProposal, 400: Fault, 404: Fault },
      },
      // Nothing is added to the spec that was not answered.
      serializerCompiler: writePlainly,
    },
    async ({ body, query, headers }) => {
      const proposed = propose(body, textsFor(headers['accept-language']))
      const shown = await node(query.node)
      const { namespace = 'default' } = body
      const now = await wouldWin(shown.board().node, () => shown.wouldDecide(proposed.profile, namespace))
      return { ...proposed, now }
    },
  )
  server.get(
    '/api/v1/presets',
    {
      config: readProfiles,
      schema: { tags, summary: 'Ready-made sets of weights', response: { 200: PresetList } },
    },
    ({ headers }) => ({ presets: presetsIn(textsFor(headers['accept-language'])) }),
  )
  addPairwise(server)
  server.get(
    '/api/v1/catalogue',
    {
      config: { access: { verb: 'get', resource: 'networks' } },
      schema: {
        tags: ['networks'],
        summary: 'What CNIs can do in general, and a benchmark of them, with a source for each figure',
        response: { 200: Catalogue },
      },
    },
    () => catalogue,
  )
}

function addPairwise(server: HttpServer): void {
  server.post(
    '/api/v1/weights/pairwise',
    {
      config: readProfiles,
      schema: {
        tags,
        summary: 'Weights by comparing groups of KPIs, and how much the comparisons contradict each other',
        body: PairwiseRequest,
        response: { 200: PairwiseAnswer, 400: Fault },
      },
    },
    ({ body }) => {
      const made = sharesOf(body)
      if (!('shares' in made)) throw new ApiFault(400, made.map(({ detail }) => detail).join('; '), made)
      const { shares, consistencyRatio } = made
      const consistent = consistencyRatio === null || consistencyRatio < mostInconsistent
      return { shares, weights: weightsOfShares(shares), consistencyRatio, consistent }
    },
  )
}
