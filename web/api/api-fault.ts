/** Why a request had no good answer: a sentence for the reader, and where in the body each fault is. */
export class ApiFault extends Error {
  /** Of HTTP; 0 if no answer came at all. */
  readonly status: number
  /** What is wrong at each place of the body, by its JSON pointer, as RFC 9457's `errors` have it. */
  readonly at: ReadonlyMap<string, string>

  constructor(status: number, sentence: string, at: ReadonlyMap<string, string> = new Map()) {
    super(sentence)
    this.name = 'ApiFault'
    this.status = status
    this.at = at
  }

  /** Somebody else has changed it since it was read. */
  get isConflict(): boolean {
    return this.status === 412
  }

  get isMissing(): boolean {
    return this.status === 404
  }
}

/** Anything thrown as a fault; what is none of the API's is told by its own sentence. */
export function faultOf(error: unknown): ApiFault {
  if (error instanceof ApiFault) return error
  return new ApiFault(0, error instanceof Error ? error.message : String(error))
}

/** Whether somebody has left before the answer came: nobody is told of it. */
export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'
