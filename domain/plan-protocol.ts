import { Type, type Static } from 'typebox'

/**
 * Plugin and agent talk over a unix stream socket. A frame is the version byte, one JSON object without line breaks
 * and a line feed. The plugin sends a plan request, gets a plan or an error, attaches, and sends a report on the same
 * connection; nothing answers a report. For a DEL it sends only a report.
 */
export const protocolVersion = '1'

/** A frame beyond this is refused: twice the annotations that Kubernetes allows, plus room for the rest. */
export const maxFrameBytes = 1_048_576

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
export type PluginFrame = PlanRequest | Report
/** What the agent may send. */
export type AgentFrame = Plan | PlanError
