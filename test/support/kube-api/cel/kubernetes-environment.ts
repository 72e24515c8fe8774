import { Environment } from '@marcbachmann/cel-js'
import { addIpFunctions } from './ip-functions.ts'
import { addListFunctions } from './list-functions.ts'
import { addQuantityFunctions } from './quantity-functions.ts'
import { addTextFunctions } from './text-functions.ts'

/** CEL as a kube-apiserver has it: optional values, and Kubernetes' own functions as far as they are common. */
export function kubernetesEnvironment(): Environment {
  const environment = new Environment({
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
  })
  addIpFunctions(environment)
  addQuantityFunctions(environment)
  addTextFunctions(environment)
  addListFunctions(environment)
  return environment
}
