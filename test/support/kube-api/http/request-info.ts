/** What a request asks for, as authorization and the routes see it. */
export interface RequestInfo {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`; of other paths the method. */
  readonly verb: string
  /** Whether it is about objects. */
  readonly isResource: boolean
  readonly group: string
  readonly version: string
  /** The plural; empty for other paths. */
  readonly resource: string
  readonly subresource: string
  readonly namespace: string
  readonly name: string
}

const verbs: Readonly<Record<string, string>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
  GET: 'get',
  HEAD: 'get',
}

/** Reads a request's line as a kube-apiserver does (apiserver, pkg/endpoints/request/requestinfo.go). */
export function readRequestInfo(method: string, url: string): RequestInfo {
  const { pathname: path, searchParams: query } = new URL(url, 'http://api')
  const parts = path.split('/').slice(1).map(decodeURIComponent)
  if (parts.at(-1) === '') parts.pop()
  const base = { method, path, query, group: '', version: '', resource: '', subresource: '' }
  const [root = '', ...rest] = parts
  const group = root === 'apis' ? (rest.shift() ?? '') : ''
  const [version = '', ...target] = rest
  if ((root !== 'api' && root !== 'apis') || target.length === 0)
    return { ...base, verb: method.toLowerCase(), isResource: false, namespace: '', name: '' }
  const { namespace, named } = splitNamespace(target)
  const [resource = '', name = '', ...subresource] = named
  return {
    ...base,
    group,
    version,
    resource,
    name,
    subresource: subresource.join('/'),
    namespace,
    isResource: true,
    verb: verbOf(method, name, query),
  }
}

/** `namespaces/x` is an object, `namespaces/x/pods` the place of others; `namespaces/x/status` is not. */
function splitNamespace(target: readonly string[]): { namespace: string; named: readonly string[] } {
  const [first, namespace = '', third] = target
  if (first !== 'namespaces' || third === undefined) return { namespace: '', named: target }
  return third === 'status' || third === 'finalize'
    ? { namespace: '', named: target }
    : { namespace, named: target.slice(2) }
}

function verbOf(method: string, name: string, query: URLSearchParams): string {
  const verb = verbs[method] ?? ''
  if (verb === 'delete' && name === '') return 'deletecollection'
  if (verb !== 'get') return verb
  const isWatch = ['1', 'true'].includes(query.get('watch') ?? '')
  if (isWatch) return 'watch'
  return name === '' ? 'list' : 'get'
}
