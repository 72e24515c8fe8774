import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What a kubeconfig says. */
export interface KubeconfigContent {
  readonly server: string
  readonly token: string
  /** PEM of who signed the server's certificate. */
  readonly certificateAuthority?: string
  readonly namespace?: string
}

/** Writes a kubeconfig (JSON is YAML) that only its owner can read, and gives back its path. */
export function writeKubeconfig(path: string, content: KubeconfigContent): string {
  const { server, token, certificateAuthority, namespace } = content
  const ca = certificateAuthority && Buffer.from(certificateAuthority).toString('base64')
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'genie', cluster: { server, ...(ca && { 'certificate-authority-data': ca }) } }],
    users: [{ name: 'genie', user: { token } }],
    contexts: [
      { name: 'genie', context: { cluster: 'genie', user: 'genie', ...(namespace && { namespace }) } },
    ],
    'current-context': 'genie',
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify(config, null, 2), { mode: 0o600 })
  return path
}
