import type { CniResult, ResultInterface, ResultIp } from './result.ts'

/** What became of one attachment. */
export interface AttachmentResult {
  readonly ifname: string
  readonly netns: string
  readonly result: CniResult
}

/**
 * One result for several attachments, in their order, with the DNS of the first. Runtimes take an address without an
 * interface for one of the pod's main interface, so every address gets its interface's index here.
 */
export function mergeResults(attachments: readonly AttachmentResult[]): CniResult {
  const interfaces: ResultInterface[] = []
  const ips: ResultIp[] = []
  for (const { ifname, netns, result } of attachments) {
    const shift = interfaces.length
    interfaces.push(...result.interfaces)
    for (const ip of result.ips)
      ips.push({
        ...ip,
        interface: knownIndex(ip, result, shift) ?? ownIndex(interfaces, shift, ifname, netns),
      })
  }
  return {
    interfaces,
    ips,
    routes: attachments.flatMap(({ result }) => result.routes),
    dns: attachments[0]?.result.dns ?? {},
  }
}

function knownIndex({ interface: index }: ResultIp, { interfaces }: CniResult, shift: number): number | null {
  return typeof index === 'number' && index in interfaces ? index + shift : null
}

/** The index of the attachment's interface in the container, which is added if its plugin did not list it. */
function ownIndex(interfaces: ResultInterface[], shift: number, ifname: string, netns: string): number {
  const index = interfaces.findIndex((one, at) => at >= shift && one.name === ifname && one.sandbox)
  return index === -1 ? interfaces.push({ name: ifname, sandbox: netns }) - 1 : index
}
