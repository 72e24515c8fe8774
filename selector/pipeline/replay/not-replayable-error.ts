/** A decision cannot be made again from what was stored of it; the message says why, and which ones can. */
export class NotReplayableError extends Error {
  readonly statusCode = 422

  constructor(id: string, madeBy: number, known: number) {
    const why =
      madeBy > known
        ? 'which is newer than this program: use the version that made it'
        : madeBy < known
          ? `which did not keep all that it had looked at: choose one that algorithm ${known} made`
          : 'but not all that it had looked at is stored: choose another one'
    super(`Cannot make decision ${id} again as algorithm ${madeBy} made it, ${why}`)
    this.name = 'NotReplayableError'
  }
}
