import { KubeError } from '../kube-error.ts'
import type { Credentials } from './credentials.ts'

/**
 * Signs as somebody else, by their token alone; of our own credentials it takes how the server is known. Throws a
 * KubeError behind a SOCKS proxy, whose agent may show our certificate beside the token.
 */
export function tokenCredentials(
  own: Pick<Credentials, 'current'>,
  token: string,
): Pick<Credentials, 'current' | 'renewed'> {
  return {
    current: async () => {
      const { tls, agent } = await own.current()
      if (agent !== undefined)
        throw new KubeError(
          'Cannot act for somebody else through a SOCKS proxy: reach the cluster without one',
          {
            status: 0,
          },
        )
      const { ca, servername, rejectUnauthorized } = tls
      return {
        headers: { Authorization: `Bearer ${token}` },
        tls: {
          ...(ca !== undefined && { ca }),
          ...(servername !== undefined && { servername }),
          ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
        },
        auth: undefined,
        agent: undefined,
      }
    },
    renewed: () => Promise.resolve(undefined),
  }
}
