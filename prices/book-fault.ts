/** What makes no sense in a price book, by JSON pointer; `detail` reads on from it. */
export interface BookFault {
  readonly pointer: string
  readonly detail: string
}
