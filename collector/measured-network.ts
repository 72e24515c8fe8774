import type { ConfiguredNetwork } from '../domain/configured-network.ts'
import type { NetworkSettings } from '../domain/network-settings.ts'
import type { JournalAttachment } from './journal/journal-attachments.ts'

/** A network with all that is known of it before anything is measured. */
export interface MeasuredNetwork {
  readonly name: string
  readonly plugins: ConfiguredNetwork['plugins']
  readonly settings: NetworkSettings
  readonly attachments: readonly JournalAttachment[]
}
