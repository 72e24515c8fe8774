import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAssetsBackend } from './kube-backends/assets-backend.ts'
import { openClusterBackend } from './kube-backends/cluster-backend.ts'
import type { KubeBackend } from './kube-backends/kube-backend.ts'
import { KubeRequests, type Json } from './kube-backends/kube-requests.ts'
import { openMemoryBackend } from './kube-backends/memory-backend.ts'
import type { KubeApi, KubeApiOptions } from './kube-api/kube-api.ts'
import { writeKubeconfig } from './kube-api/write-kubeconfig.ts'

const { KUBECONFIG: kubeconfig = '', KUBEBUILDER_ASSETS: assets = '' } = process.env

/** What suites run on here, for their names. */
export const kubeName =
  kubeconfig !== '' ? 'the cluster of KUBECONFIG' : assets !== '' ? 'a kube-apiserver' : 'in memory'

/** Why a suite that makes faults or counts requests cannot run here, for its name; empty if it can. */
export const onlyInMemory = kubeName === 'in memory' ? '' : ' (skipped: only the API in memory makes faults)'

/** A service account as a pod of it has it. */
export interface ServiceAccountAccess {
  readonly token: string
  readonly kubeconfig: string
  readonly requests: KubeRequests
}

/**
 * The Kubernetes API that a suite runs on, with a namespace of its own: in memory; a real cluster, if `KUBECONFIG` is
 * set; a real kube-apiserver with etcd, if `KUBEBUILDER_ASSETS` is set. What is put in `later` is deleted at the end.
 */
export class KubeUnderTest implements AsyncDisposable {
  readonly #backend: KubeBackend
  readonly #dir = mkdtempSync(join(tmpdir(), 'genie-kube-'))
  readonly #later: string[] = []
  /** The test's own, as `genie-...`. */
  readonly namespace = uniqueName('test')

  private constructor(backend: KubeBackend) {
    this.#backend = backend
  }

  /** `options` hold for the one in memory only. */
  static async open(options: KubeApiOptions = {}): Promise<KubeUnderTest> {
    return KubeUnderTest.on(await openBackend(options))
  }

  /** The same on a server of the caller's choice. */
  static async on(backend: KubeBackend): Promise<KubeUnderTest> {
    const kube = new KubeUnderTest(backend)
    await kube.create('/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      // Whatever a cluster asks of the pods of other namespaces.
      metadata: { name: kube.namespace, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
    })
    return kube
  }

  get url(): string {
    return this.#backend.url
  }

  /** Path of the administrator's kubeconfig. */
  get kubeconfig(): string {
    return this.#backend.kubeconfig
  }

  get admin(): KubeRequests {
    return this.#backend.admin
  }

  /** Faults, counts and seeds; throws where the API is a real one: see `onlyInMemory`. */
  get memory(): KubeApi {
    if (this.#backend.memory !== undefined) return this.#backend.memory
    throw new Error(`Cannot make faults on ${this.#backend.name}: only the API in memory does`)
  }

  /** The path of a namespaced resource in the test's namespace, as `path('v1', 'pods', 'a')`. */
  path(apiVersion: string, plural: string, ...more: readonly string[]): string {
    return [rootOf(apiVersion), 'namespaces', this.namespace, plural, ...more].join('/')
  }

  /** Creates an object, and deletes it at the end. Throws if it is refused. */
  async create(path: string, object: Json): Promise<Json> {
    const answer = await this.admin.post(path, object)
    if (answer.code !== 201) throw new Error(`Cannot create an object at ${path}: ${answer.text}`)
    this.deleteLater(`${path}/${String((answer.body.metadata as Json)['name'])}`)
    return answer.body
  }

  deleteLater(path: string): void {
    this.#later.push(path)
  }

  /** Stores a CustomResourceDefinition, and waits until it is served. */
  async createDefinition(definition: Json): Promise<void> {
    const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
    const { metadata } = await this.create(path, definition)
    const isServed = async () => {
      const { body } = await this.admin.get(`${path}/${String((metadata as Json)['name'])}`)
      const conditions = (body['status'] as { conditions?: Json[] } | undefined)?.conditions ?? []
      return conditions.some((each) => each['type'] === 'Established' && each['status'] === 'True')
    }
    await until(isServed)
  }

  /**
   * Makes a service account with these rules, and a token of it; with a node name, as a pod of it on that node has it.
   */
  async serviceAccount(
    name: string,
    rules: readonly Json[],
    nodeName?: string,
  ): Promise<ServiceAccountAccess> {
    await this.create(this.path('v1', 'serviceaccounts'), {
      ...{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } },
    })
    await this.#bindRules(name, rules)
    return this.tokenOf(name, nodeName)
  }

  /** A token of a service account that there is; with a node name, bound to a pod of it on that node. */
  async tokenOf(name: string, nodeName?: string): Promise<ServiceAccountAccess> {
    const bound = nodeName === undefined ? undefined : await this.#podOf(name, nodeName)
    const answer = await this.admin.post(this.path('v1', 'serviceaccounts', name, 'token'), {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: {
        ...(bound !== undefined && { boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: bound } }),
      },
    })
    if (answer.code !== 201) throw new Error(`Cannot get a token of ${name}: ${answer.text}`)
    const { token } = answer.body['status'] as { token: string }
    return { token, kubeconfig: this.#kubeconfigFor(token), requests: this.as(token) }
  }

  /** Requests with a token. */
  as(token: string): KubeRequests {
    const ca = this.#backend.certificateAuthority
    return new KubeRequests(this.url, {
      headers: { authorization: `Bearer ${token}` },
      ...(ca !== undefined && { ca }),
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      for (const path of this.#later.toReversed())
        await this.admin.delete(`${path}?gracePeriodSeconds=0`).catch(() => undefined)
    } finally {
      rmSync(this.#dir, { recursive: true, force: true })
      await this.#backend[Symbol.asyncDispose]()
    }
  }

  #kubeconfigFor(token: string): string {
    const ca = this.#backend.certificateAuthority
    return writeKubeconfig(join(this.#dir, `${uniqueName('sa')}.kubeconfig`), {
      ...{ server: this.url, token, namespace: this.namespace },
      ...(ca !== undefined && { certificateAuthority: ca }),
    })
  }

  async #bindRules(name: string, rules: readonly Json[]): Promise<void> {
    const rbac = { group: 'rbac.authorization.k8s.io', path: '/apis/rbac.authorization.k8s.io/v1' }
    const apiVersion = `${rbac.group}/v1`
    const role = uniqueName(name)
    const metadata = { name: role }
    await this.create(`${rbac.path}/clusterroles`, { apiVersion, kind: 'ClusterRole', metadata, rules })
    await this.create(`${rbac.path}/clusterrolebindings`, {
      ...{ apiVersion, kind: 'ClusterRoleBinding', metadata },
      roleRef: { apiGroup: rbac.group, kind: 'ClusterRole', name: role },
      subjects: [{ kind: 'ServiceAccount', name, namespace: this.namespace }],
    })
  }

  async #podOf(serviceAccountName: string, nodeName: string): Promise<string> {
    const name = uniqueName('holder')
    await this.create(this.path('v1', 'pods'), {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name },
      spec: { nodeName, serviceAccountName, containers: [{ name: 'none', image: 'genie.invalid/none' }] },
    })
    return name
  }
}

function openBackend(options: KubeApiOptions): Promise<KubeBackend> {
  if (kubeconfig !== '') return openClusterBackend(kubeconfig)
  return assets !== '' ? openAssetsBackend(assets) : openMemoryBackend(options)
}

const rootOf = (apiVersion: string) =>
  apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`

/** A name that no other test has. */
export const uniqueName = (what: string): string => `genie-${what}-${randomBytes(4).toString('hex')}`

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('Cannot go on as the API did not come so far within 20 s')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
