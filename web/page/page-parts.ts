import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Client } from '../api/client.ts'
import type { SignIn } from '../api/sign-in.ts'
import type { Announcer } from '../live/announcer.ts'
import type { Notices } from '../live/notices.ts'
import type { BrowserMemory } from '../model/browser-memory.ts'
import type { PageModel } from '../model/page-model.ts'
import type { HashRoute } from './hash-route.ts'
import type { Preferences } from './preferences.ts'

/** What every view works with. */
export interface PageParts {
  /** Networks, last decisions, sources and nodes as they stream in, the connection, and the server's time. */
  readonly model: PageModel
  /** Requests to the API; the modules of `api/` say them with types. */
  readonly client: Client
  readonly signIn: SignIn
  readonly route: HashRoute
  readonly preferences: Preferences
  /** Tells screen readers, politely and not too often. */
  readonly announcer: Announcer
  /** Short notes at the edge: saved, undone. */
  readonly notices: Notices
  /** What outlives the tab, and what ends with it. */
  readonly memory: { readonly browser: BrowserMemory; readonly tab: BrowserMemory }
}

/** Given once, around everything. */
export const PagePartsContext = createContext<PageParts | undefined>(undefined)

/** What the page gives its views. */
export function usePage(): PageParts {
  const parts = useContext(PagePartsContext)
  if (parts === undefined) throw new Error('Cannot use the page outside of it: wrap it in PagePartsContext')
  return parts
}
