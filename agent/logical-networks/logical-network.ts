import { Type, type Static } from 'typebox'
import Value from 'typebox/value'
import type { Manifest } from '../../domain/manifest.ts'

/** What a custom resource of CNI-Genie says, wherever it is kept. */
export interface NamedResource<Spec> {
  readonly namespace: string
  readonly name: string
  readonly spec: Spec
}

const LogicalSpec = Type.Object({
  physicalNet: Type.String(),
  sub_subnet: Type.Optional(Type.String()),
  plugin: Type.Optional(Type.String()),
})
/** A part of a physical network, or a subnet of a plugin, which pods name in `networks`. */
export type LogicalNetwork = NamedResource<Static<typeof LogicalSpec>>

const SharedStatus = Type.Object({
  plugin: Type.Optional(Type.String()),
  subnet: Type.Optional(Type.String()),
  dedicatedNet: Type.Optional(Type.Boolean()),
})

/** `Physicalnetwork`; CNI-Genie's own sample spells `sharedStatus` without its second t, and so do users'. */
const PhysicalSpec = Type.Object({
  refer_nic: Type.Optional(Type.String()),
  sharedStatus: Type.Optional(SharedStatus),
  sharedStaus: Type.Optional(SharedStatus),
})

/** A physical network: a plugin and a subnet of its own if it is dedicated, else shared by logical networks. */
export type PhysicalNetwork = NamedResource<{
  readonly nic: string | undefined
  readonly plugin: string | undefined
  readonly subnet: string | undefined
  readonly isDedicated: boolean
}>

const group = /^alpha\.network\.k8s\.io\//

/** Reads a manifest; undefined for other kinds. Throws an Error that says what is wrong with its spec. */
export function parseLogicalNetwork({
  apiVersion,
  kind,
  namespace,
  name,
  spec,
}: Manifest): LogicalNetwork | undefined {
  if (kind !== 'Logicalnetwork' || !group.test(apiVersion)) return undefined
  return { namespace, name, spec: checked(LogicalSpec, spec) }
}

/** As `parseLogicalNetwork`. */
export function parsePhysicalNetwork({
  apiVersion,
  kind,
  namespace,
  name,
  spec,
}: Manifest): PhysicalNetwork | undefined {
  if (kind !== 'Physicalnetwork' || !group.test(apiVersion)) return undefined
  const { refer_nic: nic, sharedStatus, sharedStaus } = checked(PhysicalSpec, spec)
  const { plugin, subnet, dedicatedNet = false } = sharedStatus ?? sharedStaus ?? {}
  return { namespace, name, spec: { nic, plugin, subnet, isDedicated: dedicatedNet } }
}

function checked<T extends Type.TSchema>(schema: T, spec: unknown): Static<T> {
  const [fault] = Value.Errors(schema, spec)
  if (fault !== undefined) throw new Error(`spec${fault.instancePath} ${fault.message}`)
  return spec as Static<T>
}
