import { errorCodes } from '../../cni/error-codes.ts'
import type { PlanError, PlanRequest } from '../../domain/plan-protocol.ts'
import type { EventRecorder } from '../../kube/events/event-recorder.ts'
import type { AgentMetrics } from '../metrics.ts'
import { noteOf } from './note-of.ts'
import type { PodEvent } from './pod-event.ts'
import { podInApi, type ApiPods } from './pod-in-api.ts'

/** Where refusals are told. */
export interface RefusalsOptions {
  readonly pods: ApiPods
  readonly recorder: Pick<EventRecorder, 'record'>
  readonly metrics: Pick<AgentMetrics, 'podEvents'>
}

/**
 * Tells a pod why it is refused: what it asks for is wrong or not there. Waits for nothing. Only memory is kept of it, as
 * every further attempt of the runtime is another occasion.
 */
export function tellRefusal(request: PlanRequest, refusal: PlanError, options: RefusalsOptions): void {
  if (!isThePods(request, refusal)) return
  const { pods, recorder, metrics } = options
  const event = refusedEvent(request, refusal, pods)
  void recorder
    .record(noteOf(event))
    .then((outcome) => metrics.podEvents.inc({ reason: event.reason, outcome }))
}

/** Whether the pod's own people can do something about it. */
function isThePods({ podName, podUid }: PlanRequest, { code }: PlanError): boolean {
  return code === errorCodes.invalidConfig && podName !== '' && podUid !== ''
}

function refusedEvent(request: PlanRequest, { msg, details }: PlanError, pods: ApiPods): PodEvent {
  const { podNamespace: namespace, podName: name, podUid: uid } = request
  const asked = { namespace, name, uid }
  const known = podInApi(asked, pods)
  const note = details === undefined ? msg : `${msg}: ${details}`
  return {
    pod: { ...asked, uid: known?.uid ?? uid },
    type: 'Warning',
    reason: 'NetworkRefused',
    note,
    about: note,
  }
}
