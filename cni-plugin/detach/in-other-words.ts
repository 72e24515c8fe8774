import { CniError } from '../../cni/cni-error.ts'

/**
 * containerd takes any DEL error that says "not found" for a success, and would lose what is still attached: these
 * words are put in another way.
 */
export function inOtherWords({ code, message, details = '' }: CniError): CniError {
  const reword = (text: string) => text.replace(/not found/gi, 'absent')
  return new CniError(code, reword(message), reword(details))
}
