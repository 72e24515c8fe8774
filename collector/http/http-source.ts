/** What a request may say. */
export interface HttpAsk {
  /** What the answer has to be, by its content type without parameters; anything if left out. */
  readonly accept?: readonly string[]
  /** Bytes of the body at most, after decompression; 16 MiB if left out. */
  readonly maxBytes?: number
  readonly signal: AbortSignal
}

/**
 * A server that is asked for text, over kept connections. Every failure is a SourceFault: time-out, refusal, status,
 * content type, size. Tokens are read anew for every request and appear in no message.
 */
export interface HttpSource {
  /** Where it is, for people: without credentials. */
  readonly url: string
  /** The body of a GET of a path with its query, relative to the server's URL. */
  text(path: string, ask: HttpAsk): Promise<string>
  /** The same line by line, for bodies that nobody should hold; leaving the loop early ends the request. */
  lines(path: string, ask: HttpAsk): AsyncIterable<string>
  close(): void
}

/** Where a server is, and who we are to it. */
export interface HttpServerRef {
  /** `http:` or `https:`; a path in it is kept in front. */
  readonly url: string
  /** A file with a bearer token. */
  readonly tokenFile?: string
  /** A file with the CA's certificates; the system's if left out. */
  readonly caFile?: string
  /** Only by the operator's explicit word. */
  readonly insecureSkipVerify?: boolean
}
