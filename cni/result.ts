/** An interface that a plugin made or took; those inside the container have a `sandbox`. */
export interface ResultInterface {
  readonly name: string
  readonly mac?: string
  readonly mtu?: number
  /** The path of the network namespace. */
  readonly sandbox?: string
  readonly socketPath?: string
  readonly pciID?: string
}

/** An address that a plugin gave. */
export interface ResultIp {
  /** With its prefix length, such as `10.1.0.5/16`. */
  readonly address: string
  readonly gateway?: string
  /** Index of its interface in the result's `interfaces`. */
  readonly interface?: number
}

/** A route that a plugin made. */
export interface ResultRoute {
  readonly dst: string
  readonly gw?: string
  readonly mtu?: number
  readonly advmss?: number
  readonly priority?: number
  readonly table?: number
  readonly scope?: number
}

/** What to write into the pod's resolv.conf. */
export interface ResultDns {
  readonly nameservers?: readonly string[]
  readonly domain?: string
  readonly search?: readonly string[]
  readonly options?: readonly string[]
}

/** The result of an ADD, whatever version it came in (specification, section "ADD Success"). */
export interface CniResult {
  readonly interfaces: readonly ResultInterface[]
  readonly ips: readonly ResultIp[]
  readonly routes: readonly ResultRoute[]
  readonly dns: ResultDns
}
