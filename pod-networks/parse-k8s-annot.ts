import { parseJson } from '../cni/parse-json.ts'
import { refused } from './refused.ts'

/**
 * Reads K8S_ANNOT of CNI_ARGS, by which virtual machines and runtimes beyond Kubernetes hand over annotations.
 * @throws {CniError} of code 7 if it is not a JSON object of strings
 */
export function parseK8sAnnot(text: string): Readonly<Record<string, string>> {
  const fault = () => refused('Cannot read K8S_ANNOT in CNI_ARGS as it is not a JSON object of strings')
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    throw fault()
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault()
  if (!Object.values(value).every((each) => typeof each === 'string')) throw fault()
  return value as Readonly<Record<string, string>>
}
