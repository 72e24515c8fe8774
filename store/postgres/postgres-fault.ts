/** Why a database did not do what it was asked, in a word for a metric's label. */
export type PostgresFault =
  'unreachable' | 'tls' | 'timeout' | 'login' | 'rights' | 'full' | 'busy' | 'schema' | 'refused' | 'other'

/** SQLSTATE classes and codes (PostgreSQL, appendix A), the longer ones first. */
const byState: readonly (readonly [prefix: string, fault: PostgresFault])[] = [
  ['57014', 'timeout'],
  ['55P03', 'timeout'],
  ['42501', 'rights'],
  ['25006', 'rights'],
  ['3D000', 'login'],
  ['53100', 'full'],
  ['57P', 'unreachable'],
  ['08', 'unreachable'],
  ['28', 'login'],
  ['40', 'busy'],
  ['53', 'busy'],
  ['42', 'schema'],
  ['3F', 'schema'],
  ['22', 'refused'],
  ['21', 'refused'],
  ['23', 'refused'],
]

const advice: Readonly<Record<PostgresFault, string>> = {
  unreachable: 'cannot be reached: start it, or correct the host and port of its URL',
  tls: 'offers no TLS that can be verified: correct sslmode and sslrootcert of its URL, or its certificate',
  timeout: 'does not answer in time: relieve it, or look at what holds its locks',
  login: 'does not let us in: correct user, password and database of its URL',
  rights: 'does not let this user do that: grant what docs/stores.md lists',
  full: 'has no room on its disk: make room, nothing is lost meanwhile',
  busy: 'is too busy or has too many connections: allow more, or put a pooler before it',
  schema: 'has other tables than this program: start the same version everywhere',
  refused: 'does not take one of the rows: report this as a fault of the program',
  other: 'fails: see its log',
}

/** Sorts what `pg` threw: a server's answer by its SQLSTATE, all else by what the connection said. */
export function postgresFault(error: unknown): PostgresFault {
  const code = codeOf(error)
  if (/^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E'))
    return byState.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'other'
  const message = error instanceof Error ? error.message : ''
  if (/timeout/i.test(message)) return 'timeout'
  if (/password|SASL|SCRAM/.test(message)) return 'login'
  if (tlsCode.test(code) || isOfFile(error) || message.includes('SSL')) return 'tls'
  if (/^E[A-Z]/.test(code) || /connection/i.test(message)) return 'unreachable'
  return 'other'
}

/** What Node and OpenSSL say of a certificate or a handshake. */
const tlsCode = /^(ERR_(SSL|TLS|OSSL)|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH)/

/** Of the files that a URL names, all are of TLS. */
function isOfFile(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'open'
}

/** A sentence for operators; `database` is the URL without its password. */
export function postgresSentence(database: string, error: unknown): string {
  const said = codeOf(error) || (error instanceof Error ? error.message : String(error))
  return `Cannot use ${database} as it ${advice[postgresFault(error)].replace(':', ` (${said}):`)}`
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
