import type { Environment } from '@marcbachmann/cel-js'
import { isCidr, IpBlock, readCidr, readIp, showIp, type IpAddress } from './ip-block.ts'

/** An address as CEL sees it. */
class Ip {
  readonly address: IpAddress

  constructor(address: IpAddress) {
    this.address = address
  }
}

function ipOf(text: string): Ip {
  const address = readIp(text)
  if (address === null) throw new Error(`IP Address "${text}" parse error`)
  return new Ip(address)
}

function cidrOf(text: string): IpBlock {
  const block = readCidr(text)
  if (block === null) throw new Error(`network address parse error during conversion from string: "${text}"`)
  return block
}

const within = (text: string, ip: Ip) => cidrOf(text).contains(ip.address)

/** `isIP`, `ip`, `isCIDR`, `cidr` and their methods (kubernetes, apiserver/pkg/cel/library/ip.go and cidr.go). */
export function addIpFunctions(environment: Environment): void {
  environment.registerType('net.IP', { ctor: Ip, fields: {} })
  environment.registerType('net.CIDR', { ctor: IpBlock, fields: {} })
  environment.registerOperator(
    'net.IP == net.IP',
    (one: Ip, other: Ip) => showIp(one.address) === showIp(other.address),
  )
  environment.registerOperator(
    'net.CIDR == net.CIDR',
    (one: IpBlock, other: IpBlock) => String(one) === String(other),
  )
  for (const [signature, handler] of Object.entries(functions))
    environment.registerFunction(signature, handler)
}

const functions: Readonly<Record<string, (...args: never[]) => unknown>> = {
  'isIP(string): bool': (text: string) => readIp(text) !== null,
  'ip(string): net.IP': ipOf,
  'string(net.IP): string': (ip: Ip) => showIp(ip.address),
  'net.IP.family(): int': (ip: Ip) => BigInt(ip.address.family),
  'net.IP.isUnspecified(): bool': (ip: Ip) => ip.address.value === 0n,
  'net.IP.isLoopback(): bool': (ip: Ip) => within('127.0.0.0/8', ip) || within('::1/128', ip),
  'net.IP.isLinkLocalUnicast(): bool': (ip: Ip) => within('169.254.0.0/16', ip) || within('fe80::/10', ip),
  'net.IP.isLinkLocalMulticast(): bool': (ip: Ip) => within('224.0.0.0/24', ip) || within('ff02::/16', ip),
  'net.IP.isGlobalUnicast(): bool': (ip: Ip) =>
    ![
      '0.0.0.0/32',
      '::/128',
      '127.0.0.0/8',
      '::1/128',
      '169.254.0.0/16',
      'fe80::/10',
      '224.0.0.0/4',
      'ff00::/8',
      '255.255.255.255/32',
    ].some((block) => within(block, ip)),
  'isCIDR(string): bool': isCidr,
  'cidr(string): net.CIDR': cidrOf,
  'string(net.CIDR): string': String,
  'net.CIDR.ip(): net.IP': (block: IpBlock) => new Ip(block.address),
  'net.CIDR.masked(): net.CIDR': (block: IpBlock) => block.masked,
  'net.CIDR.prefixLength(): int': (block: IpBlock) => BigInt(block.prefix),
  'net.CIDR.containsIP(string): bool': (block: IpBlock, text: string) => block.contains(ipOf(text).address),
  'net.CIDR.containsIP(net.IP): bool': (block: IpBlock, ip: Ip) => block.contains(ip.address),
  'net.CIDR.containsCIDR(string): bool': (block: IpBlock, text: string) => holdsBlock(block, cidrOf(text)),
  'net.CIDR.containsCIDR(net.CIDR): bool': holdsBlock,
}

function holdsBlock(block: IpBlock, other: IpBlock): boolean {
  return block.contains(other.masked.address, other.prefix)
}
