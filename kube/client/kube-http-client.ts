import type {
  DeleteOptions,
  KubeClient,
  ListOptions,
  PatchOptions,
  RequestOptions,
  WatchEvent,
  WatchOptions,
} from '../kube-client.ts'
import type { KubeList, Scope } from '../kube-client.ts'
import { KubeError } from '../kube-error.ts'
import type { KubeKind, KubeObject, ObjectRef } from '../kube-object.ts'
import type { ApiConnection, ApiRequest } from './api-connection.ts'
import { collectionPath, objectPath, withQuery } from './api-path.ts'
import { readWatch } from './read-watch.ts'

const usualTimeoutMs = 10_000
const listBytes = 64 * 1024 * 1024
const answerBytes = 4 * 1024 * 1024

const patchTypes = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  apply: 'application/apply-patch+yaml',
}

/** The Kubernetes API over one HTTP connection pool. */
export class KubeHttpClient implements KubeClient {
  readonly #connection: ApiConnection

  constructor(connection: ApiConnection) {
    this.#connection = connection
  }

  get server(): string {
    return this.#connection.server
  }

  async list(kind: KubeKind, options: ListOptions = {}): Promise<KubeList> {
    const { limit, continue: from, resourceVersion } = options
    const query = {
      ...scopeQuery(options),
      limit: limit?.toString(),
      continue: from,
      // A page's successor is of the version of the first one
      resourceVersion: from === undefined ? resourceVersion : undefined,
    }
    const what = `list ${kind.plural}`
    const answer = await this.#ask(
      what,
      'GET',
      withQuery(collectionPath(kind, options.namespace), query),
      options,
      {
        headers: { accept: acceptOf(options, 'List') },
        limitBytes: listBytes,
      },
    )
    return this.#listOf(what, kind, answer)
  }

  watch(kind: KubeKind, options: WatchOptions): AsyncIterable<WatchEvent> {
    const { resourceVersion, timeoutSeconds, namespace } = options
    const query = {
      ...scopeQuery(options),
      watch: '1',
      allowWatchBookmarks: 'true',
      resourceVersion,
      timeoutSeconds: String(timeoutSeconds),
    }
    const request: ApiRequest = {
      what: `watch ${kind.plural}`,
      method: 'GET',
      path: withQuery(collectionPath(kind, namespace), query),
      headers: { accept: acceptOf(options, '') },
      timeoutMs: 3 * usualTimeoutMs,
      signal: options.signal,
      limitBytes: answerBytes,
    }
    return readWatch(this.#connection, request, typeOf(kind), options)
  }

  async get(kind: KubeKind, ref: ObjectRef, options: RequestOptions = {}): Promise<KubeObject> {
    return this.#askForObject(`read ${named(kind, ref)}`, 'GET', objectPath(kind, ref), options)
  }

  async create(kind: KubeKind, object: KubeObject, options: RequestOptions = {}): Promise<KubeObject> {
    const path = collectionPath(kind, object.metadata.namespace)
    return this.#askForObject(
      `create ${named(kind, object.metadata)}`,
      'POST',
      path,
      options,
      sending(object),
    )
  }

  async update(kind: KubeKind, object: KubeObject, options: RequestOptions = {}): Promise<KubeObject> {
    const path = objectPath(kind, object.metadata)
    return this.#askForObject(`update ${named(kind, object.metadata)}`, 'PUT', path, options, sending(object))
  }

  async patch(kind: KubeKind, ref: ObjectRef, body: unknown, options: PatchOptions): Promise<KubeObject> {
    const { type, subresource, fieldManager, force } = options
    const path = `${objectPath(kind, ref)}${subresource === undefined ? '' : `/${subresource}`}`
    const query = { fieldManager, force: force === undefined ? undefined : String(force) }
    const what = `patch ${named(kind, ref)}`
    return this.#askForObject(what, 'PATCH', withQuery(path, query), options, sending(body, patchTypes[type]))
  }

  async delete(kind: KubeKind, ref: ObjectRef, options: DeleteOptions = {}): Promise<void> {
    const { resourceVersion } = options
    const only = resourceVersion === undefined ? {} : sending(deletionOf(resourceVersion))
    await this.#ask(`delete ${named(kind, ref)}`, 'DELETE', objectPath(kind, ref), options, only)
  }

  async text(path: string, options: RequestOptions = {}): Promise<string> {
    return this.#ask(`read ${path}`, 'GET', path, options, { headers: { accept: '*/*' } })
  }

  async #askForObject(
    what: string,
    method: ApiRequest['method'],
    path: string,
    options: RequestOptions,
    more: Partial<ApiRequest> = {},
  ): Promise<KubeObject> {
    return this.#parse(what, await this.#ask(what, method, path, options, more)) as KubeObject
  }

  async #ask(
    what: string,
    method: ApiRequest['method'],
    path: string,
    { signal, timeoutMs = usualTimeoutMs }: RequestOptions,
    more: Partial<ApiRequest> = {},
  ): Promise<string> {
    const { headers, ...rest } = more
    return this.#connection.ask({
      what,
      method,
      path,
      timeoutMs,
      signal,
      limitBytes: answerBytes,
      ...rest,
      headers: { accept: 'application/json', ...headers },
    })
  }

  /** Items of a list do not say what they are, unless they are of a custom resource. */
  #listOf(what: string, kind: KubeKind, answer: string): KubeList {
    const { metadata, items } = this.#parse(what, answer) as {
      readonly metadata?: KubeList['metadata']
      readonly items?: readonly KubeObject[] | null
    }
    if (metadata === undefined || (items !== null && !Array.isArray(items)))
      throw this.#garbled(what, 'something that is no list')
    const type = typeOf(kind)
    return { metadata, items: (items ?? []).map((item: KubeObject) => ({ ...item, ...type })) }
  }

  #parse(what: string, answer: string): object {
    try {
      const value: unknown = JSON.parse(answer)
      if (typeof value === 'object' && value !== null) return value
    } catch {
      // The parser's words quote the answer
    }
    throw this.#garbled(what, 'something that is not JSON: see that this is the API server')
  }

  #garbled(what: string, why: string): KubeError {
    return new KubeError(`Cannot ${what} as ${this.server} answers ${why}`, { status: 0, reason: 'Garbled' })
  }
}

const named = ({ plural }: KubeKind, { namespace, name }: ObjectRef) =>
  `${plural} ${namespace ? `${namespace}/` : ''}${name}`

function typeOf({ group, version, kind }: KubeKind): Pick<KubeObject, 'apiVersion' | 'kind'> {
  return { apiVersion: group === '' ? version : `${group}/${version}`, kind }
}

function deletionOf(resourceVersion: string) {
  return { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { resourceVersion } }
}

function sending(value: unknown, type = 'application/json') {
  return { body: JSON.stringify(value), headers: { 'content-type': type } }
}

function scopeQuery({ fieldSelector, labelSelector }: Scope) {
  return { fieldSelector, labelSelector }
}

function acceptOf({ metadataOnly = false }: Scope, suffix: 'List' | ''): string {
  const partial = `application/json;as=PartialObjectMetadata${suffix};g=meta.k8s.io;v=v1`
  return metadataOnly ? `${partial},application/json` : 'application/json'
}
