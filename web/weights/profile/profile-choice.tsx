import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { StoredProfile } from '../../../domain/stored-intent.ts'
import { weightsWords } from '../../catalogue/weights.ts'
import { SelectField } from '../../form/select-field.tsx'
import { usePage } from '../../page/page-parts.ts'
import { keyOf } from './profile-key.ts'

/** Which profile is looked at; the address of the page says so too. */
export function ProfileChoice({ chosen, profiles }: { chosen: string; profiles: readonly StoredProfile[] }) {
  const { route } = usePage()
  const words = weightsWords.value
  const value = useSignal(chosen)
  useEffect(() => {
    value.value = chosen
  }, [chosen])
  useEffect(() => value.subscribe((key) => key !== chosen && route.keep({ profile: key })), [chosen])
  const listed = profiles.map((profile) => ({
    value: keyOf(profile),
    label: profile.origin === 'file' ? `${keyOf(profile)} (${words.ofFile})` : keyOf(profile),
  }))
  const missing = chosen === '' || listed.some((each) => each.value === chosen) ? [] : [chosen]
  const options = [
    { value: '', label: words.builtIn },
    ...missing.map((key) => ({ value: key, label: key })),
    ...listed,
  ]
  return (
    <SelectField pointer="/profile" label={words.profile} class="weights__choice" {...{ value, options }} />
  )
}
