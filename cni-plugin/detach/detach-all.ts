import type { CniError } from '../../cni/cni-error.ts'
import type { Attachment } from '../attach/attachment.ts'
import { deleteChain, type Chains } from '../delegates/run-chain.ts'

/** Runs DEL for all that was begun, last attachment first, whatever fails. Returns the failures. */
export async function detachAll(
  chains: Chains,
  attachments: readonly Attachment[],
): Promise<readonly CniError[]> {
  const failures: CniError[] = []
  for (const attachment of attachments.toReversed()) failures.push(...(await deleteChain(chains, attachment)))
  return failures
}
