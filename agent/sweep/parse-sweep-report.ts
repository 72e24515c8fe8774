import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'

const Name = { containerId: Type.String(), ifname: Type.String() }

/** What the plugin prints after `CNI_COMMAND=SWEEP`. */
const SweepReport = Type.Object({
  /** Attachments that were undone, and why. */
  swept: Type.Array(Type.Object({ ...Name, reason: Type.String() })),
  /** Attachments that have to be tried again. */
  failed: Type.Array(Type.Object(Name)),
})
export type SweepReport = Static<typeof SweepReport>

const schema = Compile(SweepReport)

/** Reads the plugin's account of a sweep; null if it is none. */
export function parseSweepReport(text: string): SweepReport | null {
  try {
    const value: unknown = JSON.parse(text)
    return schema.Check(value) ? value : null
  } catch {
    return null
  }
}
