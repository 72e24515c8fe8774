import { modeKey } from '../../domain/annotation-keys.ts'
import type { Manifest } from '../../domain/manifest.ts'
import type { ManifestSource } from '../manifests/manifest-source.ts'
import { modeOf, type Mode } from './mode.ts'

interface NamespaceMode {
  readonly namespace: string
  readonly mode: Mode
}

/** In which mode pods of a namespace are attached: by its label, else by the agent's own setting. */
export class Modes {
  readonly standard: Mode
  readonly #labelled: () => readonly NamespaceMode[]

  /** `namespaces` is null where there is no cluster. */
  constructor(standard: Mode, namespaces: ManifestSource | null) {
    this.standard = standard
    this.#labelled = namespaces?.view(parseMode) ?? (() => [])
  }

  of(namespace: string): Mode {
    return this.#labelled().find((each) => each.namespace === namespace)?.mode ?? this.standard
  }

  /** The namespaces whose mode is not the agent's, by name. */
  different(): Readonly<Record<string, Mode>> {
    const differing = this.#labelled().filter(({ mode }) => mode !== this.standard)
    return Object.fromEntries(differing.map(({ namespace, mode }) => [namespace, mode]))
  }
}

function parseMode(manifest: Manifest): NamespaceMode | undefined {
  if (manifest.kind !== 'Namespace' || manifest.labels[modeKey] === undefined) return undefined
  const mode = modeOf(manifest)
  if (mode === undefined)
    throw new Error(
      `its label ${modeKey} is "${manifest.labels[modeKey]}": write attach or observe, or take it away`,
    )
  return { namespace: manifest.name, mode }
}
