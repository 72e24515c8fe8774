/** A NetworkAttachmentDefinition: a network that pods select by namespace and name (NPWG v1.3, section 3). */
export interface Nad {
  readonly namespace: string
  readonly name: string
  /** `spec.config`: a conf or conflist as source text; null means the node's network of the same name. */
  readonly config: string | null
  readonly annotations: Readonly<Record<string, string>>
}

/** Where NetworkAttachmentDefinitions come from. */
export interface NadSource {
  find(namespace: string, name: string): Promise<Nad | undefined>
}

/** What errors call it, and the journal. */
export const nadLabel = ({ namespace, name }: Pick<Nad, 'namespace' | 'name'>): string =>
  `${namespace}/${name}`
