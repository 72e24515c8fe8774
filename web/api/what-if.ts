import type {
  DecisionSensitivity,
  Ranking,
  RankRequest,
  SensitivityReport,
  SensitivityRequest,
  WhatIfChange,
  WhatIfDecision,
  WhatIfReport,
  WhatIfRequest,
} from '../../domain/what-if.ts'
import type { Client } from './client.ts'
import { decisionUrl } from './page-api.ts'

const post = async (client: Client, path: string, body: unknown, signal: AbortSignal): Promise<unknown> =>
  (await client.write(path, { method: 'POST', body }, signal)).body

/** Bodies name the node of the page unless they name one themselves. */
const ofNode = <Body extends object>(client: Client, body: Body): Body => {
  const node = client.node()
  return node === null ? body : { node, ...body }
}

/** Who would win now by a profile that need not exist; nothing is reserved. */
export async function rankNetworks(
  client: Client,
  asked: RankRequest,
  signal: AbortSignal,
): Promise<Ranking> {
  return (await post(client, '/api/v1/networks/rank', ofNode(client, asked), signal)) as Ranking
}

/** How the last decisions would have gone; nothing is saved. */
export async function askWhatIf(
  client: Client,
  asked: WhatIfRequest,
  signal: AbortSignal,
): Promise<WhatIfReport> {
  return (await post(client, '/api/v1/what-if', ofNode(client, asked), signal)) as WhatIfReport
}

/** How one decision would have gone. */
export async function askWhatIfOf(
  client: Client,
  id: string,
  change: WhatIfChange,
  signal: AbortSignal,
): Promise<WhatIfDecision> {
  return (await post(client, `${decisionUrl(id)}/what-if`, change, signal)) as WhatIfDecision
}

/** Which weight matters most for the last decisions. */
export async function askSensitivity(
  client: Client,
  asked: SensitivityRequest,
  signal: AbortSignal,
): Promise<SensitivityReport> {
  const path = '/api/v1/what-if/sensitivity'
  return (await post(client, path, ofNode(client, asked), signal)) as SensitivityReport
}

/** What each weight does to one decision, and the smallest change that makes another network win. */
export async function sensitivityOf(
  client: Client,
  id: string,
  signal: AbortSignal,
): Promise<DecisionSensitivity> {
  return (await client.get(`${decisionUrl(id)}/sensitivity`, signal)).body as DecisionSensitivity
}
