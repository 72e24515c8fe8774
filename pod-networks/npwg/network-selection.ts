/** A network that a pod selects: one element of its network selection annotation (NPWG v1.3, section 4.1.2). */
export interface NetworkSelection {
  /** Of the NetworkAttachmentDefinition; the pod's own where the pod names none. */
  readonly namespace: string
  readonly name: string
  /** The interface that the pod wants it on; null leaves the choice to us. */
  readonly ifname: string | null
  /** What is asked of the network's plugins, as JSON source texts by the capability that must be declared for it. */
  readonly asked: ReadonlyMap<Capability, string>
  /** What the pod wants in `args.cni`, as the source text of one JSON object. */
  readonly cniArgs: string | null
  /** The pod's default gateways, best first; empty for no default route here, undefined if nothing is asked. */
  readonly gateways: readonly string[] | undefined
}

/** A capability of the CNI conventions that a selection can ask for. */
export type Capability = 'ips' | 'mac' | 'portMappings' | 'bandwidth' | 'infinibandGUID' | 'deviceID'
