import { Type, type Static } from 'typebox'
import Value from 'typebox/value'
import { isScalar, parseAllDocuments, visit, type ParsedNode } from 'yaml'
import { Nullable } from '../../domain/nullable.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { Manifest } from '../../domain/manifest.ts'

/** What a text of manifests holds, and what is wrong with those that it should not hold. */
export interface ParsedManifests {
  readonly manifests: readonly Manifest[]
  readonly faults: readonly string[]
}

/** A key without a value counts as absent, as for the API server. */
const Text = Type.Optional(Nullable(Type.String()))
const Texts = Type.Optional(Nullable(Type.Record(Type.String(), Type.String())))

const Shape = Type.Object({
  apiVersion: Text,
  kind: Type.String(),
  metadata: Type.Object({
    name: Type.String(),
    namespace: Text,
    uid: Text,
    generation: Type.Optional(Nullable(Type.Integer())),
    annotations: Texts,
    labels: Texts,
  }),
  spec: Type.Optional(Type.Unknown()),
})

const List = Type.Object({ kind: Type.Literal('List'), items: Type.Array(Type.Unknown()) })

/** Enough for any manifest that people write; the parser's time and memory grow faster than the text. */
const maxAliases = 100
const maxKeyComparisons = 1_000_000

/**
 * Reads YAML or JSON of one document or several; a `List`, as kubectl prints it, counts as its items. Never throws:
 * a text that is no YAML at all has no manifests and one fault.
 */
export function parseManifests(text: string): ParsedManifests {
  const manifests: Manifest[] = []
  const faults: string[] = []
  try {
    for (const document of documentsOf(text)) {
      if (Value.Check(Shape, document)) manifests.push(manifestOf(document))
      else faults.push(faultOf(document))
    }
  } catch (error) {
    return { manifests: [], faults: [firstLine(messageOf(error))] }
  }
  return { manifests, faults }
}

function documentsOf(text: string): readonly unknown[] {
  return parseDocuments(text)
    .flatMap((document) => (Value.Check(List, document) ? document.items : [document]))
    .filter((document) => document !== null)
}

/** JSON is YAML too, but its own parser is a hundred times faster. */
function parseDocuments(text: string): readonly unknown[] {
  if (text.trimStart().startsWith('{'))
    try {
      return [JSON.parse(text)]
    } catch {
      // Several documents in JSON, or YAML in braces.
    }
  return parseAllDocuments(text, { uniqueKeys: sameKeys() }).map((document) => {
    const [error] = document.errors
    if (error) throw error
    refuseManyAliases(document)
    return document.toJS({ maxAliasCount: maxAliases }) as unknown
  })
}

/** Whether two keys of a mapping are the same, which is an error; for so many only that one parse can take. */
function sameKeys(): (one: ParsedNode, other: ParsedNode) => boolean {
  let compared = 0
  return (one, other) => {
    if (++compared > maxKeyComparisons) throw new Error('a mapping has too many keys')
    return one === other || (isScalar(one) && isScalar(other) && one.value === other.value)
  }
}

function refuseManyAliases(document: Parameters<typeof visit>[0]): void {
  let aliases = 0
  visit(document, {
    Alias: () => {
      if (++aliases > maxAliases) throw new Error(`a document has more than ${maxAliases} aliases`)
    },
  })
}

function manifestOf({ apiVersion, kind, metadata, spec }: Static<typeof Shape>): Manifest {
  return {
    apiVersion: apiVersion ?? '',
    kind,
    namespace: metadata.namespace ?? 'default',
    name: metadata.name,
    uid: metadata.uid ?? '',
    generation: metadata.generation ?? 0,
    annotations: metadata.annotations ?? {},
    labels: metadata.labels ?? {},
    spec,
  }
}

function faultOf(document: unknown): string {
  const [fault] = Value.Errors(Shape, document)
  return `a document is no manifest: ${fault?.instancePath || '/'} ${fault?.message ?? ''}`
}

/** The YAML parser's messages go on with a drawing of the place. */
const firstLine = (message: string) => message.split('\n')[0]?.replace(/:$/, '') ?? ''
