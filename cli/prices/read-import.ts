import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { Value } from 'typebox/value'
import { parse } from 'yaml'
import { PriceImport } from '../../domain/price-import.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { Call } from '../command/call.ts'

/** The names by which OpenCost's pricing files are known. */
const ofOpenCost = ['zoneNetworkEgress', 'regionNetworkEgress', 'internetNetworkEgress']

/** What a file is to import. @throws {Error} one sentence, if it cannot be read or is nothing of the kind */
export async function readImport(
  path: string,
  { flags, clock }: Pick<Call, 'flags' | 'clock'>,
): Promise<PriceImport> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Error(`Cannot read ${path}: ${messageOf(error)}`)
  })
  const add = flags.isOn('add')
  if (extname(path) === '.csv') return { csv: text, add }
  const content: unknown = parse(text, { maxAliasCount: 100 })
  const imported = isOpenCost(content)
    ? { ...openCostOf(flags, clock.nowMs()), opencost: content, add }
    : ratesOf(content, add)
  const [fault] = Value.Errors(PriceImport, imported)
  if (fault === undefined) return imported as PriceImport
  throw new Error(
    `Cannot import ${path} as it is neither a table (.csv), nor OpenCost's pricing file, nor rates: ${fault.instancePath || '/'} ${fault.message}`,
  )
}

function openCostOf(flags: Call['flags'], nowMs: number): object {
  const [network, networkClass] = [flags.text('network'), flags.text('class')]
  return {
    ...(network !== undefined && { network }),
    ...(networkClass !== undefined && { networkClass }),
    currency: flags.text('currency') ?? 'USD',
    effectiveFrom: flags.text('from') ?? new Date(nowMs).toISOString(),
    natGateway: flags.isOn('nat'),
  }
}

/** Rates alone, or a whole `PriceBook`. */
function ratesOf(content: unknown, add: boolean): object {
  const { spec = content } = isObject(content) ? content : {}
  const { rates = spec } = isObject(spec) ? spec : {}
  const list = Array.isArray(rates) ? (rates as unknown[]) : []
  return { rates: Array.isArray(rates) ? list.map(withDirection) : rates, add }
}

const withDirection = (rate: unknown) => (isObject(rate) ? { direction: 'egress', ...rate } : rate)

const isOpenCost = (content: unknown): content is Readonly<Record<string, unknown>> =>
  isObject(content) && ofOpenCost.some((name) => name in content)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
