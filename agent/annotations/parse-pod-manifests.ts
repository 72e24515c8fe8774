import { Type, type Static } from 'typebox'
import Value from 'typebox/value'
import { parseAllDocuments } from 'yaml'

/** What a pod's manifest says that matters here. */
export interface PodManifest {
  readonly namespace: string
  readonly name: string
  /** Empty where the manifest has none. */
  readonly uid: string
  readonly annotations: Readonly<Record<string, string>>
}

const Pod = Type.Object({
  kind: Type.Literal('Pod'),
  metadata: Type.Object({
    name: Type.String(),
    namespace: Type.Optional(Type.String()),
    uid: Type.Optional(Type.String()),
    annotations: Type.Optional(Type.Record(Type.String(), Type.String())),
  }),
})

/**
 * The pods of a YAML or JSON file, of one document or several; other kinds are passed over.
 * @throws {Error} with the parser's message if a document is not YAML
 */
export function parsePodManifests(text: string): readonly PodManifest[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [error] = document.errors
    if (error) throw error
    const manifest: unknown = document.toJS({ maxAliasCount: 100 })
    return Value.Check(Pod, manifest) ? [podOf(manifest)] : []
  })
}

function podOf({ metadata }: Static<typeof Pod>): PodManifest {
  const { name, namespace = 'default', uid = '', annotations = {} } = metadata
  return { namespace, name, uid, annotations }
}
