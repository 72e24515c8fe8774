import type { SelectorConfig } from '../config.ts'
import type { TlsFiles } from './extender-tls.ts'

/** As much of the settings as tells of TLS. */
export type TlsSettings = Pick<
  SelectorConfig,
  'GENIE_EXTENDER_CERT' | 'GENIE_EXTENDER_KEY' | 'GENIE_EXTENDER_CLIENT_CA'
>

/**
 * The files of TLS by the settings; null for plain HTTP.
 * @throws {Error} if one of them is set without the others that it needs
 */
export function tlsFilesOf(settings: TlsSettings): TlsFiles | null {
  const {
    GENIE_EXTENDER_CERT: certificate,
    GENIE_EXTENDER_KEY: key,
    GENIE_EXTENDER_CLIENT_CA: clientCa = null,
  } = settings
  if (certificate !== undefined && key !== undefined) return { certificate, key, clientCa }
  if (certificate === undefined && key === undefined && clientCa === null) return null
  const lacking = certificate === undefined ? 'GENIE_EXTENDER_CERT' : 'GENIE_EXTENDER_KEY'
  throw new Error(
    `Cannot serve the scheduler over TLS without ${lacking}: set GENIE_EXTENDER_CERT and GENIE_EXTENDER_KEY, or none of GENIE_EXTENDER_CERT, _KEY and _CLIENT_CA`,
  )
}
