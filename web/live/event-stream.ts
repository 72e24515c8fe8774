/** An event as the HTML standard's section 9.2.6 "Interpreting an event stream" dispatches it. */
export interface StreamedEvent {
  readonly type: string
  readonly data: string
}

/** Reads `text/event-stream` piece by piece; a piece may end anywhere, also between CR and LF. */
export class EventStreamReader {
  /** The last `id` of the stream: what a reconnection sends as `Last-Event-ID`. */
  lastEventId = ''
  /** What the server's last `retry` asks for; undefined until it says. */
  retryMs: number | undefined
  #rest = ''
  #first = true
  #type = ''
  #data: string[] = []
  #id: string | undefined

  /** The events that this piece completes. */
  push(piece: string): StreamedEvent[] {
    const text = this.#rest + this.#withoutByteOrderMark(piece)
    // A CR at the very end may be the first half of a CRLF.
    const complete = text.endsWith('\r') ? text.slice(0, -1) : text
    const lines = complete.split(/\r\n|\n|\r/)
    this.#rest = (lines.pop() ?? '') + text.slice(complete.length)
    return lines.flatMap((line) => this.#line(line))
  }

  #withoutByteOrderMark(piece: string): string {
    if (!this.#first || piece === '') return piece
    this.#first = false
    return piece.startsWith('\ufeff') ? piece.slice(1) : piece
  }

  #line(line: string): StreamedEvent[] {
    if (line === '') return this.#dispatch()
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    this.#field(name, value)
    return []
  }

  #field(name: string, value: string): void {
    if (name === 'event') this.#type = value
    else if (name === 'data') this.#data.push(value)
    else if (name === 'id' && !value.includes('\0')) this.#id = value
    else if (name === 'retry' && /^\d+$/.test(value)) this.retryMs = Number(value)
  }

  #dispatch(): StreamedEvent[] {
    const event = { type: this.#type || 'message', data: this.#data.join('\n') }
    const hasData = this.#data.length > 0
    this.lastEventId = this.#id ?? this.lastEventId
    this.#type = ''
    this.#data = []
    return hasData ? [event] : []
  }
}
