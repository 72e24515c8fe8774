import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeKubeconfig } from '../kube-api/write-kubeconfig.ts'
import type { KubeBackend } from './kube-backend.ts'
import { KubeRequests } from './kube-requests.ts'
import { ServerProcess } from './server-process.ts'
import { freePort } from '../free-port.ts'

/**
 * A real kube-apiserver over a real etcd, from a directory with both, as controller-runtime's envtest starts them: no
 * controllers, so that deleted namespaces stay, and nothing is cleaned up but by the end of the processes.
 */
export async function openAssetsBackend(assets: string): Promise<KubeBackend> {
  const dir = mkdtempSync(join(tmpdir(), 'genie-control-plane-'))
  const processes: ServerProcess[] = []
  const close = async () => {
    for (const process of processes.toReversed()) await process.stop()
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    const token = randomUUID()
    makeCredentials(dir, token)
    const [etcdPort, peerPort, port] = [await freePort(), await freePort(), await freePort()]
    processes.push(await startEtcd(assets, dir, etcdPort, peerPort))
    processes.push(await startApiServer(assets, dir, etcdPort, port))
    return backendOf(dir, port, token, close)
  } catch (error) {
    await close()
    throw error
  }
}

function backendOf(dir: string, port: number, token: string, close: () => Promise<void>): KubeBackend {
  const url = `https://127.0.0.1:${port}`
  const ca = readFileSync(join(dir, 'ca.crt'), 'utf8')
  return {
    name: 'KUBEBUILDER_ASSETS',
    url,
    kubeconfig: writeKubeconfig(join(dir, 'admin.kubeconfig'), {
      server: url,
      token,
      certificateAuthority: ca,
    }),
    certificateAuthority: ca,
    memory: undefined,
    admin: new KubeRequests(url, { ca, headers: { authorization: `Bearer ${token}` } }),
    [Symbol.asyncDispose]: close,
  }
}

/** The server's certificate with who signs it, the key of service accounts, and the administrator's token. */
function makeCredentials(dir: string, token: string): void {
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'ignore' })
  const newKey = ['-newkey', 'rsa:2048', '-nodes']
  openssl(
    ...[
      'req',
      '-x509',
      ...newKey,
      '-keyout',
      'ca.key',
      '-out',
      'ca.crt',
      '-days',
      '2',
      '-subj',
      '/CN=genie-ca',
    ],
  )
  openssl(
    ...[
      'req',
      ...newKey,
      '-keyout',
      'apiserver.key',
      '-out',
      'apiserver.csr',
      '-subj',
      '/CN=genie-apiserver',
    ],
  )
  writeFileSync(join(dir, 'san.cnf'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n')
  const signed = [
    'x509',
    '-req',
    '-in',
    'apiserver.csr',
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
  ]
  openssl(...signed, '-out', 'apiserver.crt', '-days', '2', '-extfile', 'san.cnf')
  openssl('genrsa', '-out', 'sa-signer.key', '2048')
  openssl('rsa', '-in', 'sa-signer.key', '-pubout', '-out', 'sa-signer.pub')
  writeFileSync(join(dir, 'tokens.csv'), `${token},genie-admin,genie-admin,"system:masters"\n`, {
    mode: 0o600,
  })
}

async function startEtcd(
  assets: string,
  dir: string,
  port: number,
  peerPort: number,
): Promise<ServerProcess> {
  const url = `http://127.0.0.1:${port}`
  const etcd = new ServerProcess(join(assets, 'etcd'), [
    `--data-dir=${join(dir, 'etcd')}`,
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    `--listen-peer-urls=http://127.0.0.1:${peerPort}`,
    '--unsafe-no-fsync=true',
  ])
  await etcd.start(async () => (await fetch(`${url}/health`)).ok)
  return etcd
}

async function startApiServer(
  assets: string,
  dir: string,
  etcdPort: number,
  port: number,
): Promise<ServerProcess> {
  const url = `https://127.0.0.1:${port}`
  mkdirSync(join(dir, 'certs'))
  const server = new ServerProcess(join(assets, 'kube-apiserver'), [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    `--cert-dir=${join(dir, 'certs')}`,
    `--tls-cert-file=${join(dir, 'apiserver.crt')}`,
    `--tls-private-key-file=${join(dir, 'apiserver.key')}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--token-auth-file=${join(dir, 'tokens.csv')}`,
    `--service-account-issuer=${url}/`,
    `--service-account-key-file=${join(dir, 'sa-signer.pub')}`,
    `--service-account-signing-key-file=${join(dir, 'sa-signer.key')}`,
    '--service-cluster-ip-range=10.0.0.0/24',
    '--authorization-mode=RBAC',
    '--disable-admission-plugins=ServiceAccount',
    '--allow-privileged=true',
  ])
  const anyone = new KubeRequests(url, { ca: readFileSync(join(dir, 'ca.crt')) })
  await server.start(async () => (await anyone.get('/readyz')).code === 200)
  return server
}
