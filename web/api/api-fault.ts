import type { FaultRule } from '../../domain/fault-rule.ts'

/** What is wrong at one place of a body: in English, and by the rule that is broken where it is one. */
export interface PlaceFault {
  readonly detail: string
  readonly rule?: FaultRule
}

/** Why a request had no good answer: a sentence for the reader, and where in the body each fault is. */
export class ApiFault extends Error {
  /** Of HTTP; 0 if no answer came at all. */
  readonly status: number
  /** What is wrong at each place of the body, by its JSON pointer, as RFC 9457's `errors` have it. */
  readonly at: ReadonlyMap<string, readonly PlaceFault[]>
  /** Whether the sentence is of a server or a browser, and not of the page's own words. */
  readonly isEnglish: boolean

  constructor(
    status: number,
    sentence: string,
    { at = new Map(), isEnglish = false }: Partial<Pick<ApiFault, 'at' | 'isEnglish'>> = {},
  ) {
    super(sentence)
    this.name = 'ApiFault'
    this.status = status
    this.at = at
    this.isEnglish = isEnglish
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
  return new ApiFault(0, error instanceof Error ? error.message : String(error), { isEnglish: true })
}

/** Whether somebody has left before the answer came: nobody is told of it. */
export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'
