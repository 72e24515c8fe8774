import type { Catalogue } from '../../domain/catalogue.ts'
import type { NetworkBoard } from '../../domain/network-board.ts'
import type { NetworkForecast } from '../../domain/network-forecast.ts'
import type { NetworkHistory, Resolution } from '../../domain/network-history.ts'
import type { NetworkSettingsSpec, StoredNetworkSettings } from '../../domain/stored-intent.ts'
import type { Client } from './client.ts'
import { withQuery } from './with-query.ts'

const pathOf = (network: string, part: string) => `/api/v1/networks/${encodeURIComponent(network)}/${part}`

/** The networks of a node, whichever node the page is opened for. */
export async function readBoardOf(client: Client, node: string, signal: AbortSignal): Promise<NetworkBoard> {
  return (await client.get(withQuery('/api/v1/networks', { node }), signal)).body as NetworkBoard
}

/** How a network has been; the last hour unless times say otherwise. */
export async function readHistory(
  client: Client,
  network: string,
  span: {
    readonly from?: number
    readonly to?: number
    readonly resolution?: Resolution
    readonly limit?: number
  },
  signal: AbortSignal,
): Promise<NetworkHistory> {
  return (await client.get(withQuery(pathOf(network, 'history'), span), signal)).body as NetworkHistory
}

/** Where a network is going. */
export async function readForecast(
  client: Client,
  network: string,
  signal: AbortSignal,
): Promise<NetworkForecast> {
  return (await client.get(pathOf(network, 'forecast'), signal)).body as NetworkForecast
}

/** What CNIs can do in general, with a source for each figure. */
export async function readCatalogue(client: Client, signal: AbortSignal): Promise<Catalogue> {
  return (await client.get('/api/v1/catalogue', signal)).body as Catalogue
}

/** The operator's settings of a network, with their tag. @throws {ApiFault} 404 if nobody has written any */
export async function readSettings(
  client: Client,
  network: string,
  signal: AbortSignal,
): Promise<{ readonly settings: StoredNetworkSettings; readonly tag: string | null }> {
  const { body, tag } = await client.get(pathOf(network, 'settings'), signal)
  return { settings: body as StoredNetworkSettings, tag }
}

/** Writes settings of a network; `match` is the tag that was read, or `new`. */
export async function writeSettings(
  client: Client,
  network: string,
  spec: NetworkSettingsSpec,
  match: string,
): Promise<StoredNetworkSettings> {
  const { body } = await client.write(pathOf(network, 'settings'), { method: 'PUT', body: spec, match })
  return body as StoredNetworkSettings
}
