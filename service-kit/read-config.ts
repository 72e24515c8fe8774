import type { Static, TObject } from 'typebox'
import Value from 'typebox/value'

/**
 * Settings of a program from the environment, by one schema: defaults filled in, numbers converted, unknown names
 * left alone. An empty variable counts as not set.
 * @throws {Error} that lists every fault at once
 */
export function readConfig<T extends TObject>(
  schema: T,
  env: Readonly<Record<string, string | undefined>>,
): Static<T> {
  const given = Object.fromEntries(
    Object.keys(schema.properties).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  )
  const settings: unknown = Value.Convert(schema, Value.Default(schema, given))
  const faults = [...Value.Errors(schema, settings)].map((fault) => {
    const name = fault.instancePath.slice(1)
    return name === ''
      ? `Cannot start as ${fault.message}`
      : `Cannot start with ${name}=${withoutSecrets(env[name] ?? '')} as it ${fault.message}`
  })
  if (faults.length > 0) throw new Error(faults.join('; '))
  return settings as Static<T>
}

/** Without what may be a name and a password in a URL, even in one that is mistyped. */
function withoutSecrets(value: string): string {
  return value.replace(/^(\w+:\/\/)?.*@/s, '$1[removed]@')
}
