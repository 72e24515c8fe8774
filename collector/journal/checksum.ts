import { crc32 } from 'node:zlib'
import type { Checksum } from '../../journal/record-file.ts'

/** The journal's checksum, on Node. */
export const checksum: Checksum = (text) => crc32(text).toString(16).padStart(8, '0')
