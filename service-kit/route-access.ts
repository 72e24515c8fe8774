/** What a route asks of its caller; a route that asks nothing says `null`. Verbs are those of Kubernetes' RBAC. */
export interface RouteAccess {
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'update' | 'delete'
  /** A resource of the group `cni-genie.io`, such as `selectionprofiles`, `decisions`, `networks`, `pricebooks`. */
  readonly resource: string
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess
  }
}
