import { FaultText } from '../parts/fault-text.tsx'
import { useComputed } from '@preact/signals'
import { readPresets } from '../api/questionnaire.ts'
import { useAnswer } from '../api/use-answer.ts'
import { language } from '../catalogue/language.ts'
import { weightsWords } from '../catalogue/weights.ts'
import { usePage } from '../page/page-parts.ts'
import { ViewHead } from '../page/view-head.tsx'
import { Awaited } from '../parts/awaited.tsx'
import { FaultNote } from '../parts/fault-note.tsx'
import { listAllProfiles } from './profile/list-all-profiles.ts'
import { ProfileChoice } from './profile/profile-choice.tsx'
import { keyOf, refOf } from './profile/profile-key.ts'
import { WeightsOfProfile } from './weights-of-profile.tsx'
import './pairwise/pairwise.css'
import './ranking/ranking.css'
import './save/save.css'
import './weights.css'

/** What counts how much: the weights of a profile, changed with the ranking that they would make beside them. */
export function WeightsView() {
  const { client, route } = usePage()
  const words = weightsWords.value
  const ref = useComputed(() => refOf(route.view.value.query['profile'] ?? '')).value
  const key = ref === null ? '' : keyOf(ref)
  const profiles = useAnswer((signal) => listAllProfiles(client, signal), [client])
  const presets = useAnswer((signal) => readPresets(client, signal), [client, language.value])
  return (
    <>
      <ViewHead
        title={words.title}
        lead={words.lead}
        actions={<ProfileChoice chosen={key} profiles={profiles.value ?? []} />}
      />
      {profiles.fault && (
        <FaultNote title={words.noProfiles} onRetry={profiles.again}>
          <FaultText fault={profiles.fault} />
        </FaultNote>
      )}
      <Awaited answer={presets} rows={8}>
        {(list) => (
          <WeightsOfProfile
            key={key}
            profile={ref}
            presets={list.presets}
            onWritten={(written) => {
              profiles.again()
              route.keep({ profile: keyOf(written) })
            }}
          />
        )}
      </Awaited>
    </>
  )
}
