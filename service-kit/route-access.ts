/** What a route asks of its caller. Verbs are those of Kubernetes' RBAC. */
export interface RouteAccess {
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'update' | 'delete'
  /** A resource of the group `cni-genie.io`, such as `selectionprofiles`, `decisions`, `networks`, `pricebooks`. */
  readonly resource: string
  /**
   * Where the namespace is said that the route keeps to; its path if it has one there. Only for routes that answer
   * nothing of other namespaces once one is named.
   */
  readonly namespaceFrom?: 'query'
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Null asks nothing. Left out, it asks a verb by the method, of a resource that nobody is granted by name. */
    access?: RouteAccess | null
  }
}
