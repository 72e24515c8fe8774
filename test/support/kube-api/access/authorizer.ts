import { isJsonObject, listAt, objectAt, textAt, type JsonObject } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { ruleHolds, type Attributes } from './rule-holds.ts'
import type { UserInfo } from './user-info.ts'

const rbac = 'rbac.authorization.k8s.io'

/** Says what a user may do, from the roles and bindings in the store: nothing but what they allow. */
export class Authorizer {
  readonly #store: ObjectStore

  constructor(store: ObjectStore) {
    this.#store = store
  }

  allows(user: UserInfo, attributes: Attributes): boolean {
    if (user.groups.includes('system:masters')) return true
    return this.rulesFor(user, attributes.namespace).some((rule) => ruleHolds(rule, attributes))
  }

  /** Every rule that holds for a user in a namespace; in the cluster, if that is empty. */
  rulesFor(user: UserInfo, namespace: string): readonly JsonObject[] {
    const cluster = this.#store.kind(`${rbac}/clusterrolebindings`).list()
    const local = namespace === '' ? [] : this.#store.kind(`${rbac}/rolebindings`).list(namespace)
    return [...cluster, ...local]
      .filter((binding) => listAt(binding, 'subjects').some((subject) => isSubject(subject, user, binding)))
      .flatMap((binding) => this.#rulesOf(binding))
  }

  #rulesOf(binding: ApiObject): readonly JsonObject[] {
    const { kind, name } = objectAt(binding, 'roleRef')
    const role =
      kind === 'ClusterRole'
        ? this.#store.kind(`${rbac}/clusterroles`).find('', String(name))
        : this.#store.kind(`${rbac}/roles`).find(binding.metadata.namespace ?? '', String(name))
    return listAt(role, 'rules').filter(isJsonObject)
  }
}

function isSubject(subject: unknown, user: UserInfo, binding: ApiObject): boolean {
  const name = textAt(subject, 'name')
  switch (textAt(subject, 'kind')) {
    case 'User':
      return name === user.username
    case 'Group':
      return user.groups.includes(name)
    case 'ServiceAccount': {
      const namespace = textAt(subject, 'namespace') || (binding.metadata.namespace ?? '')
      return user.username === `system:serviceaccount:${namespace}:${name}`
    }
    default:
      return false
  }
}
