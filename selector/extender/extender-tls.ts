import { readFileSync, statSync } from 'node:fs'
import type { Server } from 'node:https'
import type { SecureContextOptions } from 'node:tls'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'

/** Where certificate and key of the extender are, as PEM. */
export interface TlsFiles {
  readonly certificate: string
  readonly key: string
  /** Who signs the certificates of those who may call; null lets everybody call. */
  readonly clientCa: string | null
}

/** The files of TLS, read again when they change, as whoever renews certificates replaces them. */
export class ExtenderTls {
  readonly #files: TlsFiles
  readonly #logger: Pick<Logger, 'error' | 'info'>
  #stamp: string

  /** @throws {Error} if a file cannot be read */
  constructor(files: TlsFiles, logger: Pick<Logger, 'error' | 'info'>) {
    this.#files = files
    this.#logger = logger
    this.#stamp = this.#stampNow()
  }

  /** With a CA of clients nobody gets in who has no certificate of it. */
  options(): SecureContextOptions & { readonly requestCert: boolean; readonly rejectUnauthorized: boolean } {
    const mustShow = this.#files.clientCa !== null
    return { ...this.#read(), minVersion: 'TLSv1.2', requestCert: mustShow, rejectUnauthorized: mustShow }
  }

  /** Gives new files to the server. What cannot be used is logged once, and changes nothing. */
  renew(server: Pick<Server, 'setSecureContext'>): void {
    try {
      const stamp = this.#stampNow()
      if (stamp === this.#stamp) return
      this.#stamp = stamp
      server.setSecureContext({ ...this.#read(), minVersion: 'TLSv1.2' })
      this.#logger.info(`Using the certificate of ${this.#files.certificate} as it is now`)
    } catch (error) {
      this.#logger.error(
        `Cannot use ${this.#files.certificate}, so the certificate before it stays: ${messageOf(error)}`,
      )
    }
  }

  #read(): SecureContextOptions {
    const { certificate, key, clientCa } = this.#files
    return {
      cert: readFileSync(certificate),
      key: readFileSync(key),
      ...(clientCa !== null && { ca: readFileSync(clientCa) }),
    }
  }

  #stampNow(): string {
    const { certificate, key, clientCa } = this.#files
    return [certificate, key, clientCa]
      .flatMap((path) => (path === null ? [] : [statSync(path)]))
      .map(({ mtimeMs, size }) => `${mtimeMs} ${size}`)
      .join(' ')
  }
}
