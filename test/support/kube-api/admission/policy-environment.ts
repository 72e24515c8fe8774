import type { Environment } from '@marcbachmann/cel-js'
import { kubernetesEnvironment } from '../cel/kubernetes-environment.ts'

const kind = { group: 'string', version: 'string', kind: 'string' }
const resource = { group: 'string', version: 'string', resource: 'string' }

/** What a policy's expressions can name; `request` is typed, so that a slip in it is found when the policy is stored. */
export function policyCheckEnvironment(): Environment {
  const environment = kubernetesEnvironment()
  environment.registerType('GroupVersionKind', { fields: kind })
  environment.registerType('GroupVersionResource', { fields: resource })
  environment.registerType('UserInfo', {
    fields: { username: 'string', uid: 'string', groups: 'list<string>', extra: 'map<string, list<string>>' },
  })
  environment.registerType('AdmissionRequest', {
    fields: {
      ...{ kind: 'GroupVersionKind', requestKind: 'GroupVersionKind' },
      ...{ resource: 'GroupVersionResource', requestResource: 'GroupVersionResource' },
      ...{ subResource: 'string', requestSubResource: 'string', name: 'string', namespace: 'string' },
      ...{ operation: 'string', userInfo: 'UserInfo', dryRun: 'bool', options: 'dyn' },
    },
  })
  return withVariables(environment).registerVariable('request', 'AdmissionRequest')
}

/** The same for running them, when everything has its types by itself. */
export function policyRunEnvironment(): Environment {
  return withVariables(kubernetesEnvironment()).registerVariable('request', 'dyn')
}

function withVariables(environment: Environment): Environment {
  for (const name of ['object', 'oldObject', 'namespaceObject', 'params', 'variables'])
    environment.registerVariable(name, 'dyn')
  return environment
}
