import type { KubeObject } from '../../kube/kube-object.ts'

/** Who says it in our Events. */
const ours = /^(cni-genie\.io\/|genie)/

/** What our Events say of a pod, oldest first. */
export function eventNotes(events: readonly KubeObject[], podUid: string): string[] {
  return events
    .filter(
      ({ regarding, reportingController }) =>
        uidOf(regarding) === podUid && ours.test(textOf(reportingController)),
    )
    .sort((one, other) => (timeOf(one) < timeOf(other) ? -1 : 1))
    .map(({ note }) => textOf(note))
    .filter((note) => note !== '')
}

function uidOf(regarding: unknown): string {
  const isReference = typeof regarding === 'object' && regarding !== null && 'uid' in regarding
  return isReference ? textOf(regarding.uid) : ''
}

const timeOf = ({ metadata, eventTime }: KubeObject) =>
  textOf(eventTime) || (metadata.creationTimestamp ?? '')
const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
