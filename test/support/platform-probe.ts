import {
  PlatformError,
  type Connection,
  type DefaultRoute,
  type DefaultRoutes,
  type Lock,
  type Platform,
} from '../../cni-plugin/platform/platform.ts'

/** A call of the platform (or of the connection, lock or routes that an earlier step got) with its arguments. */
export type Step = readonly [call: string, ...args: unknown[]]

/** What a step gave: a value, or the fault that it threw. */
export type StepResult = { readonly value: unknown } | { readonly code: string; readonly message: string }

/**
 * Makes the calls that the JSON file named by `PROBE` lists, one after the other, and writes what they gave to
 * `<PROBE>.result`: so that tests can drive a platform in a process of its own, as runtimes do.
 */
export async function probe(platform: Platform): Promise<number> {
  const script = platform.env('PROBE') ?? ''
  const calls = callsOf(platform)
  const results: StepResult[] = []
  for (const [name, ...args] of JSON.parse(platform.readFile(script, 8e6) ?? '[]') as Step[])
    results.push(await resultOf(async () => await calls[name]?.(...(args as never[]))))
  platform.create(`${script}.result`, JSON.stringify(results))
  return 0
}

function callsOf(platform: Platform): Record<string, (...args: never[]) => unknown> {
  let connection: Connection | undefined
  let lock: Lock | undefined
  const { startedAtMs, ...calls } = platform
  return {
    ...calls,
    ...routeCalls(platform),
    startedAtMs: () => startedAtMs,
    async dial(path: string, deadlineMs: number) {
      connection = await platform.dial(path, deadlineMs)
    },
    send: (text: string, deadlineMs: number) => connection?.send(text, deadlineMs),
    receiveLine: (limitBytes: number, deadlineMs: number) => connection?.receiveLine(limitBytes, deadlineMs),
    close: () => connection?.close(),
    async lock(path: string, deadlineMs: number) {
      lock = await platform.lock(path, deadlineMs)
    },
    release: (remove: boolean) => lock?.release({ remove }),
  }
}

/** Routes go by their place in the list. */
function routeCalls(platform: Platform): Record<string, (...args: never[]) => unknown> {
  let routes: DefaultRoutes | null = null
  let listed: readonly DefaultRoute[] = []
  return {
    openRoutes(netns: string) {
      routes = platform.openRoutes(netns)
      return routes !== null
    },
    listRoutes() {
      listed = routes?.list() ?? []
      return listed.map(({ family }) => family)
    },
    countRoutes: () => routes?.list().length,
    removeRoute: (place: number) => routes?.remove(listed[place] as DefaultRoute),
    restoreRoute: (place: number) => routes?.restore(listed[place] as DefaultRoute),
    addRoute: (...route: Parameters<DefaultRoutes['add']>) => routes?.add(...route),
    closeRoutes: () => routes?.close(),
  }
}

async function resultOf(call: () => Promise<unknown>): Promise<StepResult> {
  try {
    return { value: (await call()) ?? null }
  } catch (fault) {
    const code = fault instanceof PlatformError ? fault.code : 'not a PlatformError'
    return { code, message: String(fault) }
  }
}
