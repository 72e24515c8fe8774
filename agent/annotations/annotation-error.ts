/** Something a pod or its manifest asks for that cannot be; the message says which entry and what to do. */
export class AnnotationError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'AnnotationError'
  }
}
