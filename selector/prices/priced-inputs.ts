import type { ExpectedUse } from '../../domain/expected-cost.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import type { NetworkInputs } from '../pipeline/inputs.ts'
import type { Prices } from './live-prices.ts'

/** What of a network's conf says what it may be called in a price book. */
interface Plugins {
  readonly name: string
  readonly plugins: readonly { readonly type: string }[]
}

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
  networks: readonly Plugins[],
  ask: PriceAsk,
): readonly NetworkInputs[] {
  const pluginsOf = new Map(networks.map((network) => [network.name, network.plugins]))
  return inputs.map((input) => priced(input, pluginsOf.get(input.network) ?? [], ask))
}

function priced(
  input: NetworkInputs,
  plugins: Plugins['plugins'],
  { prices, settings, use, nowMs }: PriceAsk,
): NetworkInputs {
  const { network: name, facts, reservedAttachments } = input
  const { uplinkGroup, prices: entries } = settings(name)
  const classes = plugins.map(({ type }) => type)
  const cost = prices.costOf(
    {
      name,
      classes: uplinkGroup === undefined ? classes : [...classes, uplinkGroup],
      pods: (facts.attachments ?? 0) + reservedAttachments + 1,
      addresses: facts.families?.length ?? 1,
      prices: entries,
    },
    use,
    nowMs,
  )
  if (cost === null) return input
  const { perGigabyte, currency, confidence, version } = cost
  const source = version === 0 ? `prices in ${currency}` : `price book ${version} in ${currency}`
  const price = { value: perGigabyte, ageMs: 0, source, trust: confidence }
  return { ...input, readings: { ...input.readings, price }, cost }
}
