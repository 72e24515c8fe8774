import { close } from 'sys'

/** Uses a descriptor, and closes it whatever happens. */
export function closing<T>(fd: number, use: (fd: number) => T): T {
  try {
    return use(fd)
  } finally {
    close(fd)
  }
}
