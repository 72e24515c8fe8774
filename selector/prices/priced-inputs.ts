import type { ExpectedUse } from '../../domain/expected-cost.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import type { NetworkInputs } from '../pipeline/inputs.ts'
import type { Prices } from './live-prices.ts'
import { networkToPrice, type NamedByConf } from './network-to-price.ts'

/** What prices are asked with. */
export interface PriceAsk {
  readonly prices: Prices
  readonly settings: (network: string) => NetworkSettings
  readonly use: ExpectedUse
  readonly nowMs: number
}

/**
 * The same inputs with what the pod is expected to cost on each network: held against budgets, and by the gigabyte the
 * reading of the KPI `price`, believed as far as the use is known. A network without a price stays as it is.
 */
export function pricedInputs(
  inputs: readonly NetworkInputs[],
  networks: readonly NamedByConf[],
  ask: PriceAsk,
): readonly NetworkInputs[] {
  const pluginsOf = new Map(networks.map((network) => [network.name, network.plugins]))
  return inputs.map((input) => priced(input, pluginsOf.get(input.network) ?? [], ask))
}

function priced(
  input: NetworkInputs,
  plugins: NamedByConf['plugins'],
  { prices, settings, use, nowMs }: PriceAsk,
): NetworkInputs {
  const { network: name, facts, reservedAttachments } = input
  const asked = {
    ...networkToPrice({ name, plugins }, settings(name)),
    pods: (facts.attachments ?? 0) + reservedAttachments + 1,
    ...(facts.families !== undefined && { addresses: facts.families.length }),
  }
  const cost = prices.costOf(asked, use, nowMs)
  if (cost === null) return input
  const { perGigabyte, currency, confidence, version } = cost
  const source = version === 0 ? `prices in ${currency}` : `price book ${version} in ${currency}`
  const price = { value: perGigabyte, ageMs: 0, source, trust: confidence }
  return { ...input, readings: { ...input.readings, price }, cost }
}
