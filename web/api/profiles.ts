import type { SelectionProfileSpec } from '../../domain/resources/selection-profile.ts'
import type { AuditPage, StoredProfile, StoredProfileList } from '../../domain/stored-intent.ts'
import type { Client } from './client.ts'
import { withQuery } from './with-query.ts'

/** What is called by namespace and name. */
export interface ProfileRef {
  readonly namespace: string
  readonly name: string
}

/** A profile as it was read, and the tag that a write of it shows. */
export interface ReadProfile {
  readonly profile: StoredProfile
  readonly tag: string | null
}

const pathOf = ({ namespace, name }: ProfileRef) =>
  `/api/v1/profiles/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`

/** SelectionProfiles by namespace and name; `after` is `next` of the page before. */
export async function listProfiles(
  client: Client,
  query: { readonly namespace?: string; readonly after?: string; readonly limit?: number },
  signal: AbortSignal,
): Promise<StoredProfileList> {
  return (await client.get(withQuery('/api/v1/profiles', query), signal)).body as StoredProfileList
}

/** One profile. @throws {ApiFault} 404 if there is none */
export async function readProfile(
  client: Client,
  ref: ProfileRef,
  signal: AbortSignal,
): Promise<ReadProfile> {
  const { body, tag } = await client.get(pathOf(ref), signal)
  return { profile: body as StoredProfile, tag }
}

/** Writes a profile; `match` is the tag that was read, or `new`. @throws {ApiFault} 412 if it is another one by now */
export async function writeProfile(
  client: Client,
  ref: ProfileRef,
  spec: SelectionProfileSpec,
  match: string,
): Promise<ReadProfile> {
  const { body, tag } = await client.write(pathOf(ref), { method: 'PUT', body: spec, match })
  return { profile: body as StoredProfile, tag }
}

/** Removes a profile of which that tag was read. */
export async function removeProfile(client: Client, ref: ProfileRef, match: string): Promise<void> {
  await client.write(pathOf(ref), { method: 'DELETE', match })
}

/** Who has changed what through the API, newest first. */
export async function readAudit(
  client: Client,
  query: {
    readonly kind?: 'SelectionProfile' | 'Network' | 'PriceBook'
    readonly namespace?: string
    readonly name?: string
    readonly before?: string
    readonly limit?: number
  },
  signal: AbortSignal,
): Promise<AuditPage> {
  return (await client.get(withQuery('/api/v1/audit', query), signal)).body as AuditPage
}
