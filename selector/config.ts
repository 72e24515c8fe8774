import { hostname } from 'node:os'
import { Type, type Static } from 'typebox'

/** The standing selector's settings, all from the environment. */
export const SelectorConfig = Type.Object({
  /** What is read: the cluster's PostgreSQL as a URL, or the SQLite file of one agent. */
  GENIE_DB: Type.String({ default: '/var/lib/genie/genie.db' }),
  /** Where page and API are served: host:port or unix:/path. */
  GENIE_HTTP: Type.String({ default: '127.0.0.1:8483' }),
  /** Names besides loopback by which browsers may call it, with commas between them. */
  GENIE_HOSTS: Type.Optional(Type.String()),
  /** The built page. */
  GENIE_WEB_DIR: Type.String({ default: new URL('../dist/web', import.meta.url).pathname }),
  GENIE_LOG_LEVEL: Type.Union(
    ['trace', 'debug', 'info', 'warn', 'error', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info' },
  ),
  /** Whose file it is, where a file is read. */
  NODE_NAME: Type.String({ default: hostname() }),
})
export type SelectorConfig = Static<typeof SelectorConfig>
