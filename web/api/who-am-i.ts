import type { WhoAmI } from '../../domain/who-am-i.ts'
import type { Client } from './client.ts'

/** Whom the reader is taken for; never refused. */
export async function whoAmI(client: Client, signal: AbortSignal): Promise<WhoAmI> {
  return (await client.get('/api/v1/whoami', signal)).body as WhoAmI
}
