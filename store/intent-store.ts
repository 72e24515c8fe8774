/** What an operator has said, as a manifest has it: the same shape as the object of the Kubernetes API. */
export interface Intent {
  /** `SelectionProfile`, `PriceBook` and so on. */
  readonly kind: string
  /** Empty where the kind has none. */
  readonly namespace: string
  readonly name: string
  /** Rises by one with every change, also over a removal; what `ETag` shows and `If-Match` asks. */
  readonly version: number
  readonly spec: unknown
}

/** Which intent. */
export type IntentRef = Pick<Intent, 'kind' | 'namespace' | 'name'>

/** Who has changed what, and when. Never changed, never removed before its time. */
export interface IntentChange extends IntentRef {
  /** Says nothing but where the next page begins. */
  readonly id: string
  /** Unix time in ms. */
  readonly at: number
  /** The name of the caller, as the API server or the token file knows it. */
  readonly by: string
  /** Null where there was none before, or is none after it. */
  readonly before: unknown
  readonly after: unknown
  /** Its version after the change. */
  readonly version: number
}

/** A change that somebody asks for. */
export interface IntentWrite extends IntentRef {
  /** Undefined removes it. */
  readonly spec: unknown
  /** The version that the caller has seen; null if there must be none yet; undefined if any will do. */
  readonly expected: number | null | undefined
  readonly by: string
  readonly at: number
}

/** Which changes. */
export interface IntentHistoryQuery extends Partial<IntentRef> {
  /** Only changes older than the one with this id. */
  readonly before?: string
  readonly limit: number
}

/** A page of changes, newest first; `next` is where the next one begins, null if there is none. */
export interface IntentHistory {
  readonly changes: readonly IntentChange[]
  readonly next: string | null
}

/** What operators have said through the API, and who changed it when. */
export interface IntentStore {
  /** By namespace and name; of one namespace if it is named. */
  list(kind: string, namespace?: string): Promise<readonly Intent[]>
  find(ref: IntentRef): Promise<Intent | null>
  /**
   * The intent as it is now; null after a removal; `conflict` and nothing done if somebody else was faster. What changes
   * nothing is no change: the version stays, and nothing is noted.
   */
  write(change: IntentWrite): Promise<Intent | null | 'conflict'>
  /** Notes a change that was made where intents are kept otherwise, such as in the API of a cluster. */
  note(change: Omit<IntentChange, 'id'>): Promise<void>
  /** Newest first. */
  history(query: IntentHistoryQuery): Promise<IntentHistory>
}
