import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import { profileKey } from '../../domain/annotation-keys.ts'
import type { PlanRequest } from '../../domain/plan-protocol.ts'
import type { Profile } from '../../domain/profile.ts'
import { refused } from '../../pod-networks/refused.ts'
import type { Annotations } from '../annotations/annotations-of.ts'
import type { ManifestSource } from '../manifests/manifest-source.ts'
import { chooseProfile, needsLabels, profileNamed } from '../../selector/definitions/choose-profile.ts'
import { parseProfile, type BoundProfile } from '../../selector/definitions/parse-profile.ts'

/** What a profile source is made of. */
export interface ProfileSourceOptions {
  /** Null where nobody keeps profiles. */
  readonly manifests: ManifestSource | null
  /** A pod's labels as soon as they are known; undefined if they are not known in the time that an ADD has. */
  readonly labelsOf: (namespace: string, podName: string) => Promise<Annotations | undefined>
  /** The namespace whose default is the cluster's. */
  readonly clusterNamespace: string
}

/** Which SelectionProfile counts for whom. */
export class ProfileSource {
  readonly #options: ProfileSourceOptions
  readonly #profiles: () => readonly BoundProfile[]

  constructor(options: ProfileSourceOptions) {
    this.#options = options
    this.#profiles = options.manifests?.view(parseProfile) ?? (() => [])
  }

  /** The cluster's default: what counts where nothing is known of a pod. */
  standard(): Profile {
    const { clusterNamespace } = this.#options
    return chooseProfile(this.#profiles(), { namespace: '', labels: undefined }, clusterNamespace)
  }

  /** The profile that a namespace calls so, or `namespace/name`; undefined if there is none. */
  named(name: string, namespace: string): Profile | undefined {
    return profileNamed(this.#profiles(), name, namespace)
  }

  /**
   * The profile that counts for a pod.
   * @throws {CniError} of code 7 if it names one that there is not, of code 11 if there may be one meanwhile
   */
  async of({ podNamespace, podName }: PlanRequest, annotations: Annotations): Promise<Profile> {
    const namespace = podNamespace || 'default'
    const name = annotations[profileKey]?.trim() ?? ''
    if (name !== '') return this.named(name, namespace) ?? this.#unknown(name, namespace)
    const labels = needsLabels(this.#profiles(), namespace)
      ? await this.#options.labelsOf(namespace, podName)
      : undefined
    return chooseProfile(this.#profiles(), { namespace, labels }, this.#options.clusterNamespace)
  }

  #unknown(name: string, namespace: string): never {
    const sentence = `Cannot use SelectionProfile "${name}" of ${profileKey} as namespace ${namespace} has none of that name that can be used`
    const doubt = this.#options.manifests?.doubt ?? null
    if (doubt !== null) throw new CniError(errorCodes.tryAgainLater, `${sentence} in what is known: ${doubt}`)
    const own = this.#profiles().filter((each) => each.namespace === namespace)
    throw refused(`${sentence}: it has ${own.map((each) => each.name).join(', ') || 'none at all'}`)
  }
}
