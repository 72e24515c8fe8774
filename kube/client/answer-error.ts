import { KubeError } from '../kube-error.ts'

const longestMessage = 500

/** What to do about a refusal that people meet often. */
const advice: Readonly<Record<number, string>> = {
  401: ': see that the credentials are of this cluster and have not expired',
  403: ': see the roles that are bound to whom we are',
}

/** The error for an answer that refuses. `what` is what was tried, as in `list pods`; `body` a Status or anything. */
export function answerError(
  what: string,
  server: string,
  answer: { readonly status: number; readonly retryAfter?: string | undefined; readonly body: string },
): KubeError {
  const { reason, message } = statusOf(answer.body)
  const said = message === '' ? `status ${answer.status}` : `"${message.slice(0, longestMessage)}"`
  return new KubeError(`Cannot ${what} as ${server} answers ${said}${advice[answer.status] ?? ''}`, {
    status: answer.status,
    reason,
    retryAfterMs: retryAfterMs(answer.retryAfter),
  })
}

/** The error for a Status that came where an object was expected, as at the end of a watch. */
export function statusError(what: string, server: string, status: unknown): KubeError {
  const { code } = (status ?? {}) as { readonly code?: unknown }
  return answerError(what, server, {
    status: typeof code === 'number' ? code : 500,
    body: JSON.stringify(status ?? {}),
  })
}

/** `Retry-After` counts seconds here; the API never sends a date. */
function retryAfterMs(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : undefined
}

function statusOf(body: string): { readonly reason: string; readonly message: string } {
  try {
    const { reason, message } = JSON.parse(body) as { readonly reason?: unknown; readonly message?: unknown }
    return {
      reason: typeof reason === 'string' ? reason : '',
      message: typeof message === 'string' ? message : '',
    }
  } catch {
    return { reason: '', message: body.trim().split('\n', 1)[0] ?? '' }
  }
}
