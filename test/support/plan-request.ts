import type { PlanRequest } from '../../domain/plan-protocol.ts'

/** A plan request of pod default/web, as the plugin sends it without annotations. */
export const planRequest = (over: Partial<PlanRequest> = {}): PlanRequest => ({
  type: 'plan',
  containerId: 'c1',
  ifname: 'eth0',
  netns: '/run/netns/genie-a',
  podNamespace: 'default',
  podName: 'web',
  podUid: 'u1',
  ...over,
})
