import type { ApiFault } from '../../api/api-fault.ts'
import { weightsWords } from '../../catalogue/weights.ts'
import { CheckField } from '../../form/check-field.tsx'
import { TextField } from '../../form/text-field.tsx'
import type { SaveTarget } from './use-target.ts'

/** What a new profile is called and for; messages come once something was typed or tried. */
export function NewProfileFields(props: {
  target: SaveTarget
  isTried: boolean
  refusal: ApiFault | undefined
}) {
  const { target, isTried, refusal } = props
  const { namespace, name, isDefault } = target.form
  const words = weightsWords.value
  const isBad = (at: '/namespace' | '/name', text: string) =>
    target.faults.includes(at) && (isTried || text !== '')
  return (
    <fieldset class="new-profile">
      <legend class="new-profile__title">{words.newTitle}</legend>
      <TextField
        pointer="/namespace"
        label={words.namespace}
        value={namespace}
        maxLength={300}
        refusal={refusal}
        fault={isBad('/namespace', namespace.value) ? words.badNamespace : undefined}
      />
      <TextField
        pointer="/name"
        label={words.name}
        placeholder="video"
        value={name}
        maxLength={300}
        refusal={refusal}
        fault={isBad('/name', name.value) ? words.badName : undefined}
      />
      <CheckField pointer="/namespaceDefault" label={words.isDefault} value={isDefault} />
    </fieldset>
  )
}
