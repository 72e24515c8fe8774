import { vi } from 'vitest'
import { renderChart } from '../../deploy/render/render-chart.ts'
import { objectPath } from '../../kube/client/api-path.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import { chartKind, isChartKind } from './chart-kind.ts'
import { geniePod } from './genie-pod.ts'
import type { Json, KubeAnswer } from './kube-backends/kube-requests.ts'
import { uniqueName, type KubeUnderTest, type ServiceAccountAccess } from './kube-under-test.ts'

const patience = { timeout: 30_000, interval: 200 }
/** These would start pods, which a cluster's nodes are not to do for a test. */
const workloads = ['DaemonSet', 'Deployment']

/** As much of a CustomResourceDefinition as says where its objects are. */
interface Definition {
  readonly group: string
  readonly names: { readonly plural: string }
  readonly versions: readonly { readonly name: string }[]
}

interface Status {
  readonly conditions?: readonly Json[]
}

/**
 * Our chart on any API server, as a release of the test's own in the test's namespace: definitions, rights, accounts and
 * both admission policies; nothing that starts a pod. What it makes is deleted at the end, and definitions that were
 * there before are left as they are.
 */
export class ChartOnKube {
  readonly #kube: KubeUnderTest
  /** The test's namespace is the release's name too. */
  readonly fullName: string
  readonly objects: readonly KubeObject[]

  private constructor(kube: KubeUnderTest, objects: readonly KubeObject[]) {
    this.#kube = kube
    this.fullName = `${kube.namespace}-cni-genie`
    this.objects = objects
  }

  /** Installs it, and waits until definitions, rights and policies are in force. */
  static async install(kube: KubeUnderTest): Promise<ChartOnKube> {
    const { namespace } = kube
    const values = { crds: { networkAttachmentDefinitions: true } }
    const { objects } = await renderChart({ release: namespace, namespace, values })
    const wanted = objects.filter((each) => isChartKind(each) && !workloads.includes(each.kind))
    const chart = new ChartOnKube(kube, wanted)
    for (const object of wanted) await chart.#apply(object)
    for (const object of wanted)
      if (object.kind === 'CustomResourceDefinition') await chart.#untilServed(object)
    await chart.#untilInForce()
    return chart
  }

  /** What a pod of the agent or the controller is to the API; an agent's token names its node. */
  access(program: 'agent' | 'controller', nodeName?: string): Promise<ServiceAccountAccess> {
    return this.#kube.tokenOf(`${this.fullName}-${program}`, nodeName)
  }

  async #apply(object: KubeObject): Promise<void> {
    const { admin } = this.#kube
    const path = pathOf(object)
    if (object.kind === 'CustomResourceDefinition' && (await this.#isThere(path))) return
    const answer = await admin.patch(`${path}?fieldManager=genie-test&force=true`, 'apply', object)
    if (answer.code !== 201) throw new Error(`Cannot install ${path}: ${answer.code} ${answer.text}`)
    this.#kube.deleteLater(path)
  }

  /** What the suite before has deleted goes when the server has emptied it. */
  async #isThere(path: string): Promise<boolean> {
    const read = () => this.#kube.admin.get(path)
    const isSettled = async () => (await read()).body.metadata['deletionTimestamp'] === undefined
    await vi.waitUntil(isSettled, patience)
    return (await read()).code === 200
  }

  /** A definition says that it is established a little before its objects are served. */
  async #untilServed(definition: KubeObject): Promise<void> {
    const { group, names, versions } = definition['spec'] as Definition
    const [version] = versions
    const { admin } = this.#kube
    const isServed = async () => {
      const { conditions = [] } = ((await admin.get(pathOf(definition))).body['status'] ?? {}) as Status
      const isEstablished = conditions.some(({ type, status }) => type === 'Established' && status === 'True')
      return (
        isEstablished &&
        (await admin.get(`/apis/${group}/${version?.name ?? ''}/${names.plural}`)).code === 200
      )
    }
    await vi.waitUntil(isServed, patience)
  }

  /** Servers learn of rights and policies by watches of their own, one after the other. */
  async #untilInForce(): Promise<void> {
    const { admin, namespace } = this.#kube
    const pods = this.#kube.path('v1', 'pods')
    const typo = geniePod(uniqueName('typo'), {
      metadata: { annotations: { cni: ',' } },
      spec: { serviceAccountName: `${this.fullName}-agent` },
    })
    const isRefused = ({ text }: KubeAnswer) =>
      text.includes(`ValidatingAdmissionPolicy '${this.fullName}-pod-`)
    await vi.waitUntil(async () => isRefused(await admin.post(`${pods}?dryRun=All`, typo)), patience)
    const name = uniqueName('probe')
    await this.#kube.create(pods, geniePod(name, { spec: { serviceAccountName: `${this.fullName}-agent` } }))
    const { requests } = await this.access('agent')
    const path = `/api/v1/namespaces/${namespace}/pods/${name}/status?dryRun=All`
    const label = { metadata: { labels: { probe: 'genie' } } }
    await vi.waitUntil(async () => isRefused(await requests.patch(path, 'merge', label)), patience)
  }
}

function pathOf(object: KubeObject): string {
  const { name, namespace } = object.metadata
  return objectPath(chartKind(object), namespace === undefined ? { name } : { namespace, name })
}
