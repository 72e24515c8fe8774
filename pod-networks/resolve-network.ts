import type { ConfiguredNetwork } from '../domain/configured-network.ts'

/**
 * The network that an annotation means: by its file's name, then by the conf's name, then by a plugin's type, the
 * first file winning and letter case not counting. Null if this node has none of it.
 */
export function resolveNetwork(
  asked: string,
  networks: readonly ConfiguredNetwork[],
): ConfiguredNetwork | null {
  const wanted = asked.toLowerCase()
  const by = (namesOf: (network: ConfiguredNetwork) => readonly string[]) =>
    networks.find((network) => namesOf(network).some((name) => name.toLowerCase() === wanted))
  return (
    by(({ fileName }) => [fileName]) ??
    by(({ name }) => [name]) ??
    by(({ plugins }) => [plugins[0].type]) ??
    null
  )
}
