import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checksum } from '../../collector/journal/checksum.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { printRecord } from '../../journal/record-file.ts'

/** The journal below a state directory, written as the plugin writes it. */
export class JournalDir {
  readonly path: string

  constructor(stateDir: string) {
    this.path = join(stateDir, 'journal')
  }

  async write(record: AttachmentRecord): Promise<void> {
    await mkdir(this.path, { recursive: true })
    await writeFile(this.#file(record), printRecord(record, checksum))
  }

  async remove(record: Pick<AttachmentRecord, 'containerId' | 'ifname'>): Promise<void> {
    await rm(this.#file(record))
  }

  #file({ containerId, ifname }: Pick<AttachmentRecord, 'containerId' | 'ifname'>): string {
    return join(this.path, `${containerId}@${ifname}.json`)
  }
}
