import type { ApiFault } from '../../api/api-fault.ts'
import { weightsWords } from '../../catalogue/weights.ts'
import { RefusalNote } from '../../form/refusal-note.tsx'
import { hrefOf } from '../../page/route.ts'
import { keyOf } from '../profile/profile-key.ts'
import type { SaveTarget } from './use-target.ts'

/** Why nothing was saved; of a new profile that is there already, with the way to it. */
export function SaveRefusal(props: { target: SaveTarget; refusal: ApiFault | undefined }) {
  const { target, refusal } = props
  const words = weightsWords.value
  if (refusal?.isConflict !== true || target.ref === undefined) return <RefusalNote refusal={refusal} />
  const key = keyOf(target.ref)
  return (
    <p class="fault" role="alert">
      <span>
        {words.exists(key)} <a href={hrefOf('/weights', { profile: key })}>{words.openIt}</a>
      </span>
    </p>
  )
}
