import type { Json } from './kube-backends/kube-requests.ts'

/** A pod that every server takes and no node can run: no scheduler of a real cluster gives it one. */
export const geniePod = (name: string, rest: { metadata?: Json; spec?: Json } = {}): Json => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, ...rest.metadata },
  spec: {
    schedulerName: 'genie-none',
    containers: [{ name: 'main', image: 'genie.invalid/none' }],
    ...rest.spec,
  },
})
