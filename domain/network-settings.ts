import { Type, type Static } from 'typebox'
import { NetworkSpec } from './resources/network-resource.ts'

/** What only the operator knows of a network; every member may be left out. */
export const NetworkSettings = Type.Object(
  {
    /** What the network's shared link can carry in each direction, in bits per second. */
    capacityBitsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** The host interface that all of the network's traffic crosses. */
    uplink: Type.Optional(Type.String({ pattern: '^[^/:\\s]{1,15}$' })),
    /** How many attachments this node's share of the network is meant for. */
    maxAttachments: Type.Optional(Type.Integer({ minimum: 1 })),
    /** What else a `Network` resource may say; group and prices are kept and shown, and count for nothing yet. */
    ...Type.Pick(NetworkSpec, [
      'capabilities',
      'lacks',
      'anchors',
      'uplinkGroup',
      'addressPool',
      'prices',
      'namespaces',
      'mtu',
      'families',
      'device',
    ]).properties,
  },
  { additionalProperties: false },
)
export type NetworkSettings = Static<typeof NetworkSettings>

/** The settings file: networks by the name of their conf. */
export const NetworkSettingsFile = Type.Object(
  { networks: Type.Record(Type.String(), NetworkSettings) },
  { additionalProperties: false },
)
export type NetworkSettingsFile = Static<typeof NetworkSettingsFile>

/** The kubelet's own default for pods on a node: what a network is taken to be meant for if nobody says. */
export const defaultMaxAttachments = 110
