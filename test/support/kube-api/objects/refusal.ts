import { causeOf, type FieldError } from './field-error.ts'
import { StatusError } from './status-error.ts'

/** What refusals say of the resource that was asked for. */
export interface Refused {
  readonly group: string
  readonly plural: string
  readonly kind: string
}

const resourceOf = ({ group, plural }: Refused) => (group === '' ? plural : `${plural}.${group}`)
const kindOf = ({ group, kind }: Refused) => (group === '' ? kind : `${kind}.${group}`)
const detailsOf = (of: Refused, name: string) => ({
  ...(name !== '' && { name }),
  ...(of.group !== '' && { group: of.group }),
  kind: of.plural,
})

function sentenceOf(errors: readonly FieldError[]): string {
  const texts = errors.map(({ field, text }) => (field === '' ? text : `${field}: ${text}`))
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`
}

/** Everything that the API refuses, in the words of a real one (apimachinery, pkg/api/errors). */
export const refusal = {
  notFound: (of: Refused, name: string) =>
    new StatusError(404, 'NotFound', `${resourceOf(of)} "${name}" not found`, detailsOf(of, name)),
  alreadyExists: (of: Refused, name: string) =>
    new StatusError(409, 'AlreadyExists', `${resourceOf(of)} "${name}" already exists`, detailsOf(of, name)),
  conflict: (of: Refused, name: string, why: string) =>
    new StatusError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${resourceOf(of)} "${name}": ${why}`,
      detailsOf(of, name),
    ),
  stale: (of: Refused, name: string) =>
    refusal.conflict(
      of,
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
    ),
  invalid: (of: Refused, name: string, errors: readonly FieldError[]) =>
    new StatusError(422, 'Invalid', `${kindOf(of)} "${name}" is invalid: ${sentenceOf(errors)}`, {
      ...(name !== '' && { name }),
      ...(of.group !== '' && { group: of.group }),
      kind: of.kind,
      causes: errors.map(causeOf),
    }),
  badRequest: (why: string) => new StatusError(400, 'BadRequest', why),
  unauthorized: () => new StatusError(401, 'Unauthorized', 'Unauthorized'),
  forbidden: (of: Refused, name: string, why: string) =>
    new StatusError(
      403,
      'Forbidden',
      `${resourceOf(of)}${name === '' ? '' : ` "${name}"`} is forbidden: ${why}`,
      detailsOf(of, name),
    ),
  forbiddenPath: (user: string, verb: string, path: string) =>
    new StatusError(403, 'Forbidden', `forbidden: User "${user}" cannot ${verb} path "${path}"`),
  /** A version that the server has not seen yet: it waits a while, then says this. */
  tooLargeVersion: (wanted: number, current: number) =>
    new StatusError(504, 'Timeout', `Too large resource version: ${wanted}, current: ${current}`, {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    }),
  expired: (why: string) => new StatusError(410, 'Expired', why),
  tooLarge: (limit: number) =>
    new StatusError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${limit}`),
  unsupportedMediaType: (type: string, allowed: readonly string[]) =>
    new StatusError(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${allowed.join(', ')} (got ${type})`,
    ),
  methodNotAllowed: () =>
    new StatusError(
      405,
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
    ),
}
