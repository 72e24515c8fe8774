import type { PriceRate } from '../../domain/price-book.ts'
import type { OpenCostPricing } from '../../domain/price-import.ts'
import type { BookFault } from '../book-fault.ts'
import { addDecimals } from './add-decimals.ts'
import type { ImportedRates } from './imported-rates.ts'

/** Beyond this nothing is a price of a gigabyte. */
const decimal = /^\d{1,12}(\.\d{1,12})?$/

/**
 * The prices of traffic in OpenCost's pricing file (`configs/default.json` and its siblings): between zones, between
 * regions and to the internet. OpenCost counts by 2^30 bytes. The rest of the file is about other things.
 */
export function ratesOfOpenCost(pricing: OpenCostPricing): ImportedRates {
  const faults: BookFault[] = []
  const priceOf = (key: string): string | null => {
    const value = pricing.opencost[key]
    if (value === undefined || value === '') return null
    const text = String(value).trim()
    if (decimal.test(text)) return text
    faults.push({ pointer: `/opencost/${key}`, detail: `is ${text}, which is no price` })
    return null
  }
  const nat = pricing.natGateway === true
  const internet = priceOf('internetNetworkEgress')
  const natEgress = nat ? priceOf('natGatewayEgress') : null
  const rates = [
    rate(pricing, priceOf('zoneNetworkEgress'), { destination: 'crossZone' }),
    rate(pricing, priceOf('regionNetworkEgress'), { destination: 'crossRegion' }),
    rate(pricing, addDecimals(internet, natEgress), { destination: 'internet' }),
    rate(pricing, nat ? priceOf('natGatewayIngress') : null, { direction: 'ingress' }),
  ].flat()
  if (rates.length === 0 && faults.length === 0)
    faults.push({ pointer: '/opencost', detail: 'names no price of traffic, such as internetNetworkEgress' })
  return faults.length > 0 ? { faults } : { rates }
}

function rate(
  { network, networkClass, currency, effectiveFrom }: OpenCostPricing,
  price: string | null,
  over: Partial<PriceRate>,
): PriceRate[] {
  if (price === null) return []
  const target = {
    ...(network !== undefined && { network }),
    ...(networkClass !== undefined && { networkClass }),
  }
  const rest = { unit: 'GiB' as const, tiers: [{ price }], currency, effectiveFrom, source: 'OpenCost' }
  return [{ ...target, direction: 'egress', ...over, ...rest }]
}
