/** A file or, without content, a directory of an archive. */
export interface TarEntry {
  readonly name: string
  readonly content?: Buffer
  readonly mode: number
}

const blockBytes = 512

/** A tar archive in the format of POSIX.1-1988 (ustar), everything owned by root and made at the epoch. */
export function tarArchive(entries: readonly TarEntry[]): Buffer {
  const parts = entries.flatMap((entry) => [headerOf(entry), padded(entry.content ?? Buffer.alloc(0))])
  return Buffer.concat([...parts, Buffer.alloc(2 * blockBytes)])
}

function headerOf({ name, content, mode }: TarEntry): Buffer {
  const header = Buffer.alloc(blockBytes)
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`
  header.write(name, 0)
  header.write(octal(mode, 7), 100)
  header.write(octal(0, 7) + octal(0, 7), 108)
  header.write(octal(content?.length ?? 0, 11) + octal(0, 11), 124)
  header.write(' '.repeat(8), 148)
  header.write(content === undefined ? '5' : '0', 156)
  header.write('ustar\0' + '00', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

const padded = (content: Buffer): Buffer =>
  Buffer.concat([content, Buffer.alloc((blockBytes - (content.length % blockBytes)) % blockBytes)])
