import { parseConflist } from '../../../cni/parse-conflist.ts'
import { pluginRequest } from '../../../cni/plugin-request.ts'
import type { MachineApart } from './machine-apart.ts'

/** What a runtime knows of a container, and wants for it. */
export interface ChainedContainer {
  readonly containerId: string
  readonly netns: string
  /** Capability arguments; each plugin gets those that it declares. */
  readonly runtimeConfig: object
}

/**
 * Runs one command through a conflist's plugins as the specification has runtimes do it: ADD with the result of the one
 * before, CHECK with the final one, DEL with that and in reverse. Returns the last answer.
 */
export async function runConflist(
  machine: MachineApart,
  source: string,
  command: 'ADD' | 'CHECK' | 'DEL',
  { containerId, netns, runtimeConfig }: ChainedContainer,
  result: string | null = null,
): Promise<string> {
  const conflist = parseConflist(source)
  const env = {
    ...{ CNI_COMMAND: command, CNI_CONTAINERID: containerId, CNI_NETNS: netns, CNI_IFNAME: 'eth0' },
    ...{
      CNI_PATH: machine.at('bin'),
      CNI_ARGS: 'IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=chained',
    },
  }
  let answer = result
  for (const plugin of command === 'DEL' ? conflist.plugins.toReversed() : conflist.plugins) {
    const additions = {
      prevResult: command === 'ADD' ? answer : result,
      runtimeConfig: JSON.stringify(runtimeConfig),
    }
    const input = pluginRequest(conflist, plugin, additions)
    answer = await machine.run([machine.at(`bin/${plugin.type}`)], { env, input })
  }
  return answer ?? ''
}
