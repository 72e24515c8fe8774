/**
 * An in-memory Kubernetes API server for tests: a real HTTP server on loopback that behaves as kube-apiserver does and
 * refuses what that refuses. See `KubeApi.start`; a test that shall run on a real cluster too takes
 * `../kube-under-test.ts` instead.
 *
 *     await using api = await KubeApi.start()
 *     api.seed({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'default' }, spec: { ... } })
 *     const kubeconfig = api.kubeconfig()
 *     api.faults.add({ verb: 'list', resource: 'pods', times: 2, fault: { kind: 'status', code: 500 } })
 *     expect(api.counts.of({ verb: 'watch', resource: 'pods' })).toBe(1)
 *
 * There are no controllers but three: custom resources are served once their definition is stored, deleted namespaces
 * are emptied, and what belonged to a deleted object goes with it. No kubelet: a pod with a node stays `Terminating`
 * until it is deleted with a grace period of 0.
 *
 * Over plain HTTP `kubectl` sends no token: start it with `isTls` for that. Not here: protobuf bodies (`kubectl create
 * configmap`, `kubectl auth can-i`), SPDY (`kubectl port-forward`), log and exec, webhooks, conversion between versions,
 * cost limits of CEL rules, the check against handing out rights that one has not, and `authorizer` in policies.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Authenticator } from './access/authenticator.ts'
import { Authorizer } from './access/authorizer.ts'
import { serviceAccountUser } from './access/request-token.ts'
import type { UserInfo } from './access/user-info.ts'
import { AdmissionPolicies } from './admission/admission-policies.ts'
import type { ApiState } from './api-state.ts'
import { runControllers } from './controllers/run-controllers.ts'
import { Faults } from './faults/faults.ts'
import { RequestCounts } from './faults/request-counts.ts'
import { ApiListener } from './http/api-listener.ts'
import { ForwardedPorts } from './http/forwarded-ports.ts'
import { PortForwarder } from './http/port-forwarder.ts'
import { handleRequest, type HandlerParts } from './http/request-handler.ts'
import { makeServingCertificate } from './http/serving-certificate.ts'
import type { ApiObject } from './objects/api-object.ts'
import { builtInTypes } from './resources/built-in-types.ts'
import { ResourceRegistry } from './resources/resource-registry.ts'
import { firstObjects } from './seed/first-objects.ts'
import { Seeder, type Seed } from './seed/seeder.ts'
import { ObjectStore } from './store/object-store.ts'
import type { WatchStream } from './verbs/watch-stream.ts'
import { writeKubeconfig } from './write-kubeconfig.ts'

/** How a server is started. */
export interface KubeApiOptions {
  /** Over TLS, with a certificate that signs itself; needs `openssl`. */
  readonly isTls?: boolean
  /** How often a quiet watch is told the version; a minute, as on a real server, if left out. */
  readonly bookmarkEveryMs?: number
  readonly now?: () => Date
}

/** See the head of this file. */
export class KubeApi {
  readonly faults = new Faults()
  readonly counts = new RequestCounts()
  /** May do everything. */
  readonly adminToken = randomUUID()
  readonly #state: ApiState
  readonly #watches = new Set<WatchStream>()
  readonly #listener: ApiListener
  readonly #seeder: Seeder
  readonly #certificate: string | undefined
  readonly #dir = mkdtempSync(join(tmpdir(), 'genie-kube-api-'))

  private constructor({ isTls = false, bookmarkEveryMs = 60_000, now = () => new Date() }: KubeApiOptions) {
    const store = new ObjectStore()
    this.#state = {
      store,
      now,
      bookmarkEveryMs,
      registry: new ResourceRegistry(builtInTypes),
      authenticator: new Authenticator(now),
      forwardedPorts: new ForwardedPorts(),
    }
    const policies = new AdmissionPolicies(store)
    const parts: HandlerParts = {
      state: this.#state,
      authorizer: new Authorizer(store),
      faults: this.faults,
      counts: this.counts,
      watches: this.#watches,
      admit: (admission) => policies.admit(admission),
    }
    const forwarder = new PortForwarder(parts)
    const certificate = isTls ? makeServingCertificate() : undefined
    this.#certificate = certificate?.cert
    this.#listener = new ApiListener(
      (request, response) => void handleRequest(parts, request, response),
      (request, socket, head) => forwarder.upgrade(request, socket, head),
      certificate,
    )
    this.#seeder = new Seeder(this.#state)
    runControllers(this.#state)
  }

  /** Starts a server on a free port of loopback, with the namespaces and roles that every cluster has. */
  static async start(options: KubeApiOptions = {}): Promise<KubeApi> {
    const api = new KubeApi(options)
    api.addUser(api.adminToken, { username: 'genie-admin', groups: ['system:masters'] })
    api.seed(...firstObjects)
    await api.#listener.open()
    return api
  }

  get url(): string {
    return this.#listener.url
  }

  /** PEM of the server's certificate, if it has one. */
  get certificateAuthority(): string | undefined {
    return this.#certificate
  }

  /** The version of the last write. */
  get revision(): number {
    return this.#state.store.revision
  }

  /** How many watches are open. */
  get openWatches(): number {
    return this.#watches.size
  }

  /** Stores objects as they are, status included and nothing checked; those of the same name are replaced. */
  seed(...objects: readonly Seed[]): ApiObject[] {
    return objects.map((object) => this.#seeder.put(object))
  }

  /** What is stored, by kind; undefined if nothing is. */
  find(apiVersion: string, kind: string, name: string, namespace = ''): ApiObject | undefined {
    return this.#seeder.find(apiVersion, kind, name, namespace)
  }

  /** All stored objects of a kind. */
  list(apiVersion: string, kind: string, namespace?: string): readonly ApiObject[] {
    return this.#seeder.list(apiVersion, kind, namespace)
  }

  /** Removes an object at once, whatever holds it. */
  remove(apiVersion: string, kind: string, name: string, namespace = ''): void {
    this.#seeder.remove(apiVersion, kind, name, namespace)
  }

  addUser(token: string, user: UserInfo): void {
    this.#state.authenticator.add(token, user)
  }

  /** From now on the token is refused. */
  removeUser(token: string): void {
    this.#state.authenticator.remove(token)
  }

  /** A token as a pod of that service account on that node has it; the account is made if there is none. */
  serviceAccountToken(namespace: string, name: string, nodeName?: string): string {
    const account =
      this.find('v1', 'ServiceAccount', name, namespace) ??
      this.#seeder.put({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } })
    const token = randomUUID()
    const extra = nodeName === undefined ? {} : { 'node-name': nodeName }
    this.addUser(token, serviceAccountUser(namespace, name, account.metadata.uid, extra))
    return token
  }

  /** Writes a kubeconfig, and gives back its path; for the administrator if there is no token. */
  kubeconfig({ token = this.adminToken, path, namespace }: KubeconfigOptions = {}): string {
    return writeKubeconfig(path ?? join(this.#dir, `${randomUUID()}.kubeconfig`), {
      server: this.url,
      token,
      ...(this.#certificate !== undefined && { certificateAuthority: this.#certificate }),
      ...(namespace !== undefined && { namespace }),
    })
  }

  /** A port of this machine's loopback stands for a port of a pod. */
  forwardPort(namespace: string, pod: string, port: number, localPort: number): void {
    this.#state.forwardedPorts.set(namespace, pod, port, localPort)
  }

  /** Forgets the past: watches and continued lists from before get a 410. */
  compact(): void {
    this.#state.store.compact()
  }

  /** Breaks every open watch in the middle of a line. */
  cutWatches(): void {
    for (const watch of [...this.#watches]) watch.cut()
  }

  /** Ends every open watch as a server does when its time is over. */
  endWatches(): void {
    for (const watch of [...this.#watches]) watch.end()
  }

  /** Ends all connections, and refuses new ones until `comeBack`. */
  async goAway(): Promise<void> {
    await this.#listener.close()
  }

  /** Listens again, on the same port. */
  async comeBack(): Promise<void> {
    await this.#listener.open()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.goAway()
    rmSync(this.#dir, { recursive: true, force: true })
  }
}

/** What a kubeconfig is to say. */
export interface KubeconfigOptions {
  readonly token?: string
  readonly path?: string
  readonly namespace?: string
}
