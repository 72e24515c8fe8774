import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One call of the plugin by a real runtime. */
export interface RuntimeCall {
  readonly command: string
  readonly containerId: string
  readonly netns: string
  readonly stdin: {
    readonly cniVersion: string
    readonly prevResult?: object
    readonly runtimeConfig?: Readonly<Record<string, unknown>>
  }
  readonly stdout: string
  readonly status: number
}

/** All calls that `spying-plugin.sh` has seen to their end, in the order in which they came. */
export async function runtimeCalls(dir: string): Promise<readonly RuntimeCall[]> {
  const numbers = (await readdir(dir)).map(Number).sort((one, other) => one - other)
  const calls = await Promise.all(numbers.map((number) => readCall(join(dir, String(number)))))
  return calls.filter((call) => call !== null)
}

async function readCall(dir: string): Promise<RuntimeCall | null> {
  const read = (name: string) => readFile(join(dir, name), 'utf8')
  const status = await read('status').catch(() => '')
  if (status === '') return null
  const env = await read('env')
  const variable = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(env)?.[1] ?? ''
  return {
    command: variable('CNI_COMMAND'),
    containerId: variable('CNI_CONTAINERID'),
    netns: variable('CNI_NETNS'),
    stdin: JSON.parse(await read('stdin')) as RuntimeCall['stdin'],
    stdout: await read('stdout'),
    status: Number(status),
  }
}
