import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Manifest } from '../../domain/manifest.ts'

/** What was known of a cluster's definitions at a time. */
export interface Snapshot {
  /** Unix time in ms. */
  readonly at: number
  readonly manifests: readonly Manifest[]
}

const Texts = Type.Record(Type.String(), Type.String())

const SnapshotText = Type.Object({
  version: Type.Literal(1),
  at: Type.Integer(),
  manifests: Type.Array(
    Type.Object({
      apiVersion: Type.String(),
      kind: Type.String(),
      namespace: Type.String(),
      name: Type.String(),
      uid: Type.String(),
      generation: Type.Integer(),
      annotations: Texts,
      labels: Texts,
      spec: Type.Optional(Type.Unknown()),
    }),
  ),
})

const schema = Compile(SnapshotText)

/** How a snapshot stands in its file. */
export function printSnapshot({ at, manifests }: Snapshot): string {
  return `${JSON.stringify({ version: 1, at, manifests })}\n`
}

/** Reads a snapshot; null if it is none, or damaged. */
export function parseSnapshot(text: string): Snapshot | null {
  try {
    const value: unknown = JSON.parse(text)
    if (!schema.Check(value)) return null
    return { at: value.at, manifests: value.manifests.map((each) => ({ ...each, spec: each.spec })) }
  } catch {
    return null
  }
}
