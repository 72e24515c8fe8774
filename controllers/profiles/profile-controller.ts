import { isDeepStrictEqual } from 'node:util'
import type { SelectionProfileStatus } from '../../domain/resources/selection-profile.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { StatusWriter } from '../status/status-writer.ts'
import { timestamp } from '../status/timestamp.ts'
import { updatedConditions } from '../status/updated-conditions.ts'
import type { ProfileObject } from './profile-object.ts'
import { profileVerdicts, type ProfileSurroundings } from './profile-verdicts.ts'

/** What the controller of profiles is given. */
export interface ProfileControllerOptions {
  readonly profiles: () => readonly ProfileObject[]
  /** The networks that any node has; null while not every agent has been heard. */
  readonly networks: () => ReadonlySet<string> | null
  readonly capabilities: () => ReadonlySet<string>
  readonly writer: StatusWriter<SelectionProfileStatus, ProfileObject>
  readonly clock: Clock
}

/** Tells the author of every `SelectionProfile` whether it counts; each pass looks at everything anew. */
export class ProfileController {
  readonly #options: ProfileControllerOptions

  constructor(options: ProfileControllerOptions) {
    this.#options = options
  }

  /** One pass. Never throws. */
  async reconcile(): Promise<void> {
    const profiles = this.#options.profiles()
    const around = {
      profiles,
      networks: this.#options.networks(),
      capabilities: this.#options.capabilities(),
    }
    for (const profile of profiles) await this.#bring(profile, around)
    this.#options.writer.keepOnly(profiles)
  }

  async #bring(profile: ProfileObject, around: ProfileSurroundings): Promise<void> {
    const { writer, clock } = this.#options
    const { generation } = profile
    const current = writer.current(profile)
    const now = timestamp(clock.nowMs())
    const verdicts = profileVerdicts(profile, around)
    const conditions = updatedConditions(verdicts, current?.conditions, generation, now)
    const desired = { observedGeneration: generation, conditions }
    if (writer.mayWrite(profile) && !isDeepStrictEqual(current, desired)) await writer.write(profile, desired)
  }
}
