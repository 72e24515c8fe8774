/** A Kubernetes object as its manifest gives it. */
export interface Manifest {
  /** Empty where the manifest has none. */
  readonly apiVersion: string
  readonly kind: string
  /** `default` where the manifest has none. */
  readonly namespace: string
  readonly name: string
  /** Empty where the manifest has none. */
  readonly uid: string
  /** How often its spec was changed, as the API server counts; 0 where nobody counts. */
  readonly generation: number
  readonly annotations: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
  readonly spec: unknown
}
