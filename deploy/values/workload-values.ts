import { Type, type TSchema } from 'typebox'

/** An object that takes nothing it does not name, with the defaults of its members. */
export const closed = <P extends Record<string, TSchema>>(properties: P, description = '') =>
  Type.Object(properties, { additionalProperties: false, ...(description ? { description } : {}) })

/** A member that is a text. */
export const text = (value: string, description: string, more: object = {}) =>
  Type.String({ default: value, description, ...more })

/** A switch. */
export const flag = (value: boolean, description: string) => Type.Boolean({ default: value, description })

/** A count. */
export const count = (value: number, description: string, more: object = {}) =>
  Type.Integer({ default: value, description, minimum: 0, ...more })

/** Labels or annotations. */
export const texts = (description: string, value: object = {}) =>
  Type.Record(Type.String(), Type.String(), { default: value, description })

/** A part of a pod as Kubernetes itself has it; the API server checks it. */
export const asInPod = (description: string, value: object = {}) =>
  Type.Object({}, { default: value, description, additionalProperties: true })

/** A list of such parts. */
export const listAsInPod = (description: string, value: readonly object[] = []) =>
  Type.Array(Type.Object({}, { additionalProperties: true }), { default: value, description })

const quantity = { pattern: '^[0-9]+(\\.[0-9]+)?(m|k|M|G|Ki|Mi|Gi)?$' }

/** What a container asks for and may take. */
export const resources = (cpu: string, memory: string, limit: string) =>
  closed(
    {
      requests: closed({
        cpu: text(cpu, '', quantity),
        memory: text(memory, '', quantity),
      }),
      limits: closed({
        cpu: Type.Optional(Type.String(quantity)),
        memory: text(limit, '', quantity),
      }),
    },
    'What it asks for and may take; no limit of CPU, as pods would start later for it.',
  )

/** What both workloads let an administrator say of their pods. */
export const podValues = (priorityClassName: string) => ({
  podAnnotations: texts('Annotations of its pods.'),
  podLabels: texts('Labels of its pods, beside those of the chart.'),
  nodeSelector: texts('Labels of the nodes that it runs on, beside kubernetes.io/os.'),
  affinity: asInPod('As in a pod.'),
  priorityClassName: text(priorityClassName, 'Priority class of its pods.'),
  extraArgs: Type.Array(Type.String(), { default: [], description: 'Options of Node for the program.' }),
  extraEnv: listAsInPod('More variables, as in a container.'),
})
