/** No network can take the pod now; the message says why for each, and a later try may find one. */
export class NoNetworkError extends Error {
  readonly statusCode = 409
  constructor(message: string) {
    super(message)
    this.name = 'NoNetworkError'
  }
}
