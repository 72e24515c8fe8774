/** A kind of object as the API serves it. */
export interface KubeKind {
  /** Empty for the core group. */
  readonly group: string
  readonly version: string
  readonly kind: string
  /** What paths call it: plural, lower case. */
  readonly plural: string
  readonly isNamespaced: boolean
}

/** What every object says of itself, as far as we read it. */
export interface ObjectMeta {
  readonly name: string
  readonly namespace?: string
  readonly uid?: string
  readonly resourceVersion?: string
  readonly generation?: number
  readonly creationTimestamp?: string
  readonly deletionTimestamp?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

/** Any object; `spec` and `status` are to be checked before use. */
export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMeta
  readonly spec?: unknown
  readonly status?: unknown
  readonly [member: string]: unknown
}

/** Which one object; `namespace` is left out for those of the cluster. */
export interface ObjectRef {
  readonly namespace?: string
  readonly name: string
}
