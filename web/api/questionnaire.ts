import type { PairwiseAnswer, PairwiseRequest } from '../../domain/pairwise.ts'
import type {
  PresetList,
  ProfileProposal,
  ProfileRequest,
  Questionnaire,
} from '../../domain/questionnaire.ts'
import { withNode } from '../model/node-address.ts'
import type { Client } from './client.ts'

/** The questions, in the language of the page. */
export async function readQuestionnaire(client: Client, signal: AbortSignal): Promise<Questionnaire> {
  return (await client.get('/api/v1/questionnaire', signal)).body as Questionnaire
}

/** What answers come to, and who would win by it now; saves nothing. Faults stand at `/answers/...`. */
export async function proposeProfile(
  client: Client,
  asked: ProfileRequest,
  signal: AbortSignal,
): Promise<ProfileProposal> {
  const path = withNode('/api/v1/questionnaire/profile', client.node())
  return (await client.write(path, { method: 'POST', body: asked }, signal)).body as ProfileProposal
}

/** Ready-made sets of weights. */
export async function readPresets(client: Client, signal: AbortSignal): Promise<PresetList> {
  return (await client.get('/api/v1/presets', signal)).body as PresetList
}

/** Weights by comparing groups of KPIs. */
export async function askPairwise(
  client: Client,
  asked: PairwiseRequest,
  signal: AbortSignal,
): Promise<PairwiseAnswer> {
  const path = '/api/v1/weights/pairwise'
  return (await client.write(path, { method: 'POST', body: asked }, signal)).body as PairwiseAnswer
}
