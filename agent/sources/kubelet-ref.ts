import { join } from 'node:path'
import type { HttpServerRef } from '../../collector/http/http-source.ts'
import type { AgentConfig } from '../config.ts'

/** Where this node's kubelet is; null without one. Over plain HTTP nobody is shown our token. */
export function kubeletRef(config: AgentConfig): HttpServerRef | null {
  const url = config.GENIE_KUBELET ?? kubeletInPod(config)
  if (url === null || url === 'none') return null
  if (!url.startsWith('https:')) return { url }
  return {
    url,
    tokenFile: join(config.GENIE_SERVICE_ACCOUNT, 'token'),
    caFile: config.GENIE_KUBELET_CA ?? join(config.GENIE_SERVICE_ACCOUNT, 'ca.crt'),
    insecureSkipVerify: config.GENIE_KUBELET_INSECURE,
  }
}

function kubeletInPod({ KUBERNETES_SERVICE_HOST: isPod, HOST_IP: address }: AgentConfig): string | null {
  if (isPod === undefined || address === undefined) return null
  return `https://${address.includes(':') ? `[${address}]` : address}:10250`
}
