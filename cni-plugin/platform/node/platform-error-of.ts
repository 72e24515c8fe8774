import { PlatformError } from '../platform.ts'

/** Whatever Node throws, as the error that the platform promises. */
export function platformErrorOf(error: unknown): PlatformError {
  if (error instanceof PlatformError) return error
  const { code, message } = error as NodeJS.ErrnoException
  return new PlatformError(code ?? 'EIO', message)
}

/** Does the work; what it throws becomes a `PlatformError`. */
export function translated<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw platformErrorOf(error)
  }
}
