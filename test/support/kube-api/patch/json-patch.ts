import { isDeepStrictEqual } from 'node:util'
import { isJsonObject, type JsonObject } from '../objects/json-object.ts'
import { refusal } from '../objects/refusal.ts'
import { StatusError } from '../objects/status-error.ts'

const wrong = (why: string) =>
  new StatusError(422, 'Invalid', `the server rejected our request due to an error in our request: ${why}`)

/** RFC 6902. The document is changed in place and given back. */
export function jsonPatch(document: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch))
    throw refusal.badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch')
  if (patch.length > 10_000)
    throw new StatusError(
      413,
      'RequestEntityTooLarge',
      'The allowed maximum operations in a JSON patch is 10000',
    )
  const root = { '': document }
  for (const step of patch as readonly unknown[]) runStep(root, step)
  return root['']
}

function runStep(root: JsonObject, step: unknown): void {
  if (!isJsonObject(step) || typeof step['path'] !== 'string') throw wrong('an operation has no path')
  const path = pointerOf(step['path'])
  const from = () => pointerOf(typeof step['from'] === 'string' ? step['from'] : '')
  const { op, value } = step
  if (op === 'add') insert(root, path, structuredClone(value))
  else if (op === 'remove') take(root, path)
  else if (op === 'replace') {
    take(root, path)
    insert(root, path, structuredClone(value))
  } else if (op === 'move') insert(root, path, take(root, from()))
  else if (op === 'copy') insert(root, path, structuredClone(read(root, from())))
  else if (op !== 'test') throw wrong(`Unexpected kind: ${JSON.stringify(op)}`)
  else if (!isDeepStrictEqual(read(root, path), value))
    throw wrong(`testing path ${step['path']} value failed`)
}

/** The root's own name is empty, so that the document itself can be replaced too. */
function pointerOf(text: string): readonly string[] {
  if (text !== '' && !text.startsWith('/')) throw wrong(`the path "${text}" does not begin with /`)
  return text.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function read(root: unknown, path: readonly string[]): unknown {
  let value = root
  for (const part of path) {
    if (Array.isArray(value)) value = value[indexIn(value, part, value.length - 1)] as unknown
    else if (isJsonObject(value) && part in value) value = value[part]
    else throw wrong(`there is nothing at ${path.join('/')}`)
  }
  return value
}

function insert(root: JsonObject, path: readonly string[], value: unknown): void {
  const parent = read(root, path.slice(0, -1))
  const last = path.at(-1) ?? ''
  if (Array.isArray(parent)) {
    parent.splice(last === '-' ? parent.length : indexIn(parent, last, parent.length), 0, value)
  } else if (isJsonObject(parent)) parent[last] = value
  else throw wrong(`there is no place for ${path.join('/')}`)
}

function take(root: JsonObject, path: readonly string[]): unknown {
  const value = read(root, path)
  const parent = read(root, path.slice(0, -1))
  const last = path.at(-1) ?? ''
  if (Array.isArray(parent)) parent.splice(indexIn(parent, last, parent.length - 1), 1)
  else if (isJsonObject(parent)) Reflect.deleteProperty(parent, last)
  return value
}

function indexIn(list: readonly unknown[], part: string, max: number): number {
  const index = Number(part)
  if (!/^(0|[1-9]\d*)$/.test(part) || index > max)
    throw wrong(`the list of ${list.length} has no entry ${part}`)
  return index
}
