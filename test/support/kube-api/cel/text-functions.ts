import type { Environment } from '@marcbachmann/cel-js'

const replaced = (text: string, old: string, by: string, limit = Infinity) =>
  text.split(old).reduce((sum, part, index) => sum + (index <= limit ? by : old) + part)

const found = (text: string, pattern: string) => text.match(new RegExp(pattern, 'gu')) ?? []

const functions: Readonly<Record<string, (...args: never[]) => unknown>> = {
  'string.replace(string, string): string': (text: string, old: string, by: string) =>
    replaced(text, old, by),
  'string.replace(string, string, int): string': (text: string, old: string, by: string, limit: bigint) =>
    replaced(text, old, by, Number(limit)),
  'string.find(string): string': (text: string, pattern: string) => found(text, pattern)[0] ?? '',
  'string.findAll(string): list<string>': (text: string, pattern: string) => [...found(text, pattern)],
  'string.findAll(string, int): list<string>': (text: string, pattern: string, limit: bigint) =>
    found(text, pattern).slice(0, limit < 0n ? undefined : Number(limit)),
  'string.charAt(int): string': (text: string, index: bigint) => Array.from(text)[Number(index)] ?? '',
  'string.reverse(): string': (text: string) => Array.from(text).toReversed().join(''),
  'string.format(list): string': (text: string, values: readonly unknown[]) => {
    const left = [...values]
    return text.replaceAll(/%(%|(?:\.\d+)?[sdfxXob])/g, (_all, kind: string) =>
      kind === '%' ? '%' : String(left.shift()),
    )
  },
  'isURL(string): bool': (text: string) => URL.canParse(text),
}

/** What Kubernetes' strings, regex and URL libraries have and cel-js has not. */
export function addTextFunctions(environment: Environment): void {
  for (const [signature, handler] of Object.entries(functions)) addMissing(environment, signature, handler)
}

/** A function that cel-js brings itself stays as it is. */
function addMissing(
  environment: Environment,
  signature: string,
  handler: (...args: never[]) => unknown,
): void {
  try {
    environment.registerFunction(signature, handler)
  } catch (error) {
    if (!String(error).includes('overlaps with existing overload')) throw error
  }
}
