/** What a watch does wrong: nothing is ever said on it, or it breaks in the middle of a line. */
export type WatchFault =
  | { readonly kind: 'silent' }
  /** After so many events; 0: at once. */
  | { readonly kind: 'cut'; readonly afterEvents: number }

/** What goes wrong with a request. */
export type Fault =
  | WatchFault
  /** Refused by a Status of this code. */
  | {
      readonly kind: 'status'
      readonly code: number
      readonly reason?: string
      readonly message?: string
      readonly retryAfterSeconds?: number
    }
  /** Never answered; the connection stays open. */
  | { readonly kind: 'hang' }
  /** The connection is closed without an answer, and nothing was done. */
  | { readonly kind: 'close' }
  /** It is done, and the connection is closed before the answer. */
  | { readonly kind: 'lost-answer' }
  /** It is done; the connection is closed in the middle of the body. */
  | { readonly kind: 'half-body' }
  /** 200 with a body that is no JSON. */
  | { readonly kind: 'rubbish' }
  /** Everything is right, but late. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** A watch is told at once that its version is too old. */
  | { readonly kind: 'expired' }
