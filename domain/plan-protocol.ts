import { Type, type Static } from 'typebox'

/**
 * Plugin and agent talk over a unix stream socket. A frame is the version byte, one JSON object without line breaks
 * and a line feed. The plugin sends a plan request, gets a plan or an error, attaches, and sends a report on the same
 * connection; nothing answers a report. For a DEL it sends only a report. Where the plan says so, a plugin whose
 * delegate has failed may ask once more on the same connection, by a retry, before it reports. Members that either side
 * does not know are passed over, so that plugin and agent may be of different releases.
 */
export const protocolVersion = '1'

/** A frame beyond this is refused: twice the annotations that Kubernetes allows, plus room for the rest. */
export const maxFrameBytes = 1_048_576

/** Other networks that are tried within one ADD, after the first. */
export const maxRetries = 3

/** What the plugin asks at ADD. */
export const PlanRequest = Type.Object({
  type: Type.Literal('plan'),
  containerId: Type.String(),
  /** CNI_IFNAME. */
  ifname: Type.String(),
  netns: Type.String(),
  /** From CNI_ARGS; empty strings where the runtime says nothing. */
  podNamespace: Type.String(),
  podName: Type.String(),
  podUid: Type.String(),
  /** K8S_ANNOT of CNI_ARGS as it stands there (a JSON object), if given. */
  k8sAnnot: Type.Optional(Type.String()),
  /** `runtimeConfig["io.kubernetes.cri.pod-annotations"]`, if the runtime gave it; only the keys that we read. */
  annotations: Type.Optional(Type.Record(Type.String(), Type.String())),
  /** `default_plugin` of our own conf, if set. */
  defaultPlugin: Type.Optional(Type.String()),
  /**
   * Given if namespace isolation is on: the namespaces beside the pod's own whose NetworkAttachmentDefinitions it may
   * use.
   */
  sharedNamespaces: Type.Optional(Type.Array(Type.String())),
})
export type PlanRequest = Static<typeof PlanRequest>

/** One attachment to make, in the order of the plan. */
export const PlannedAttachment = Type.Object({
  network: Type.String(),
  ifname: Type.String(),
  /** The conflist as source text: every byte of it reaches the delegates but for the members the CNI has us set. */
  conflist: Type.String(),
  /** The NetworkAttachmentDefinition behind it, `namespace/name`; absent for a network of the conf dir. */
  nad: Type.Optional(Type.String()),
  /** Capability arguments that the pod asks of this network, as the source text of one JSON object. */
  runtimeConfig: Type.Optional(Type.String()),
  /** What the pod wants in `args.cni`, as the source text of one JSON object. */
  cniArgs: Type.Optional(Type.String()),
  /**
   * The pod's default gateways on this network, best first: the default routes of their families go here and nowhere
   * else. Empty: this network gives no default route. Absent: nothing is asked.
   */
  gateways: Type.Optional(Type.Array(Type.String())),
})
export type PlannedAttachment = Static<typeof PlannedAttachment>

/** What the agent answers: the attachments to make, in order. */
export const Plan = Type.Object({
  type: Type.Literal('plan'),
  attachments: Type.Array(PlannedAttachment, { minItems: 1 }),
  /** The decision behind an empty `cni` annotation. */
  decision: Type.Optional(Type.String()),
  /** If the decision's network fails, another one may be asked for by a retry. Agents before retries leave it out. */
  canRetry: Type.Optional(Type.Boolean()),
})
export type Plan = Static<typeof Plan>

/** The request cannot be fulfilled; code as in the CNI specification. */
export const PlanError = Type.Object({
  type: Type.Literal('error'),
  code: Type.Integer(),
  msg: Type.String(),
  details: Type.Optional(Type.String()),
})
export type PlanError = Static<typeof PlanError>

/** With what an attachment's delegates have failed; texts may be cut. */
export const Failure = Type.Object({
  network: Type.String(),
  /** The attachment's interface, by which it is found in its plan. */
  ifname: Type.String(),
  code: Type.Integer(),
  msg: Type.String(),
  details: Type.Optional(Type.String()),
})
export type Failure = Static<typeof Failure>

/**
 * What the plugin asks after a failure, once nothing of the plan is left on the node: the next plan, on the same
 * connection. The agent answers with it, or with an error where no other network can be had; the decision before has
 * failed either way.
 */
export const Retry = Type.Object({
  type: Type.Literal('retry'),
  containerId: Type.String(),
  ifname: Type.String(),
  /** That of the plan that failed. */
  decision: Type.String(),
  failure: Failure,
})
export type Retry = Static<typeof Retry>

/** The parts of an ADD that take time, in their order; `exec` is the delegates' own. */
export const attachSteps = ['start', 'request', 'plan', 'journal', 'exec', 'merge'] as const
/** One of them. */
export type AttachStep = (typeof attachSteps)[number]

/** What the plugin has done. Best effort: the journal is the truth. */
export const Report = Type.Object({
  type: Type.Literal('report'),
  command: Type.Union([Type.Literal('ADD'), Type.Literal('DEL')]),
  containerId: Type.String(),
  ifname: Type.String(),
  outcome: Type.Union([Type.Literal('done'), Type.Literal('failed')]),
  decision: Type.Optional(Type.String()),
  error: Type.Optional(Type.String()),
  /** Where it was a delegate that failed at ADD. Plugins before retries leave it out. */
  failure: Type.Optional(Failure),
  /** How long each step of an ADD took, in ms. */
  stepsMs: Type.Optional(
    Type.Object({
      start: Type.Number({ minimum: 0 }),
      request: Type.Number({ minimum: 0 }),
      plan: Type.Number({ minimum: 0 }),
      journal: Type.Number({ minimum: 0 }),
      exec: Type.Number({ minimum: 0 }),
      merge: Type.Number({ minimum: 0 }),
    }),
  ),
})
export type Report = Static<typeof Report>

/** What the plugin may send. */
export type PluginFrame = PlanRequest | Report | Retry
/** What the agent may send. */
export type AgentFrame = Plan | PlanError
