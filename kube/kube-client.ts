import type { KubeKind, KubeObject, ObjectMeta, ObjectRef } from './kube-object.ts'

/** What every request may say. */
export interface RequestOptions {
  readonly signal?: AbortSignal
  /** The longest that it may take as a whole; 10 s if left out. */
  readonly timeoutMs?: number
}

/** Which objects of a kind. */
export interface Scope {
  /** All namespaces if left out. */
  readonly namespace?: string
  readonly fieldSelector?: string
  readonly labelSelector?: string
  /** Only their metadata comes: `spec` and `status` stay on the server. */
  readonly metadataOnly?: boolean
}

/** A page of a list. */
export interface ListOptions extends Scope, RequestOptions {
  readonly limit?: number
  readonly continue?: string
  /** `0` takes what the server has in memory. */
  readonly resourceVersion?: string
}

/** What a list answers. */
export interface KubeList {
  readonly metadata: {
    readonly resourceVersion: string
    readonly continue?: string
    /** How many more there are behind this page; some servers do not tell. */
    readonly remainingItemCount?: number
  }
  readonly items: readonly KubeObject[]
}

/** How a watch is opened. */
export interface WatchOptions extends Scope {
  readonly resourceVersion: string
  /** How long the server keeps it open. */
  readonly timeoutSeconds: number
  /** It ends in an error if nothing, not even a bookmark, came for so long. */
  readonly idleMs: number
  readonly signal: AbortSignal
  /** Called once when the server has taken it; the first change may be long in coming. */
  readonly onOpen?: () => void
}

/** One change; of a bookmark only the resourceVersion counts. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'
  readonly object: KubeObject & { readonly metadata: ObjectMeta & { readonly resourceVersion: string } }
}

/** How a patch is applied. */
export interface PatchOptions extends RequestOptions {
  /** RFC 7396, RFC 6902 or server-side apply. */
  readonly type: 'merge' | 'json' | 'apply'
  readonly subresource?: 'status'
  /** Who owns the fields; needed for `apply`. */
  readonly fieldManager?: string
  readonly force?: boolean
}

/** How an object is deleted. */
export interface DeleteOptions extends RequestOptions {
  /** Only this version of it: another one is a 409. */
  readonly resourceVersion?: string
}

/** As much of a client as following a kind takes. */
export type ListWatcher = Pick<KubeClient, 'server' | 'list' | 'watch'>

/**
 * The Kubernetes API, as much of it as we use. Every call throws a KubeError for a refusal and for an API that cannot
 * be reached; credentials are read anew from their files, and never part of an error.
 */
export interface KubeClient {
  /** Where it is, for people. */
  readonly server: string
  list(kind: KubeKind, options?: ListOptions): Promise<KubeList>
  /** Ends when the server ends it. A 410 in the stream is thrown as a KubeError. */
  watch(kind: KubeKind, options: WatchOptions): AsyncIterable<WatchEvent>
  get(kind: KubeKind, ref: ObjectRef, options?: RequestOptions): Promise<KubeObject>
  create(kind: KubeKind, object: KubeObject, options?: RequestOptions): Promise<KubeObject>
  /** Replaces it; with a resourceVersion only that version. */
  update(kind: KubeKind, object: KubeObject, options?: RequestOptions): Promise<KubeObject>
  patch(kind: KubeKind, ref: ObjectRef, body: unknown, options: PatchOptions): Promise<KubeObject>
  delete(kind: KubeKind, ref: ObjectRef, options?: DeleteOptions): Promise<void>
  /** The body of a path that is no object, such as `/readyz` or `/version`. */
  text(path: string, options?: RequestOptions): Promise<string>
}
