import type { StoredProfile } from '../../../domain/stored-intent.ts'
import type { Client } from '../../api/client.ts'
import { listProfiles } from '../../api/profiles.ts'

/** The most that a page of the list has. */
const limit = 200

/** All profiles that the reader may see, page by page. */
export async function listAllProfiles(client: Client, signal: AbortSignal): Promise<StoredProfile[]> {
  const all: StoredProfile[] = []
  let after: string | null = ''
  while (after !== null) {
    const page = await listProfiles(client, { limit, ...(after !== '' && { after }) }, signal)
    all.push(...page.profiles)
    after = page.next
  }
  return all
}
