import { KubeError } from '../../kube/kube-error.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { Asked } from './doctor-report.ts'

/** Asks, and takes a refusal for an answer. */
export async function ask<T>(question: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { value: await question() }
  } catch (error) {
    return { fault: messageOf(error), status: error instanceof KubeError ? error.status : 0 }
  }
}
