import { messageOf } from '../../service-kit/message-of.ts'
import { TookTooLong } from './within-limit.ts'

/** What went wrong by the code of Node's error, and what to do about it. */
const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: see that the API server runs and that the address is right',
  ENOTFOUND: 'its name cannot be resolved: see the address and the DNS of this machine',
  EAI_AGAIN: 'its name cannot be resolved now: see the DNS of this machine',
  ETIMEDOUT: 'it does not answer: see the network between here and there',
  EHOSTUNREACH: 'there is no way to that host: see the network between here and there',
  ENETUNREACH: 'there is no way to that network: see the routes of this machine',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  CERT_HAS_EXPIRED: 'its certificate has expired: renew it',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: see the clock of this machine',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'its certificate is for another name: see the address, or set tls-server-name in the kubeconfig',
  EPROTO:
    'it does not speak TLS as expected: see that the address begins with the right one of http and https',
}

/** All of them mean that the server's certificate is not signed by the CA that we were given. */
const untrusted = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
])

/** The code of Node's error, such as `ECONNREFUSED`; empty if it has none. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

/** Why there was no answer, as the second half of a sentence. */
export function explainFailure(error: unknown): string {
  if (error instanceof TookTooLong) return `it does not answer ${error.message}`
  const code = codeOf(error)
  if (untrusted.has(code))
    return 'its certificate is not signed by the CA that we were given: see certificate-authority in the kubeconfig'
  if (code.startsWith('HPE_')) return `what it says is not HTTP (${code})`
  return sentences[code] ?? (messageOf(error) || code || 'of an unknown reason')
}
