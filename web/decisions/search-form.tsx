import { useComputed, useSignal, useSignalEffect, type Signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { decisionsWords } from '../catalogue/decisions.ts'
import { terms } from '../catalogue/terms.ts'
import { Field } from '../form/field.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { usePage } from '../page/page-parts.ts'
import { decisionOutcomes } from './outcomes.ts'
import { SearchDraft } from './search-draft.ts'
import { isSearch, searchIn, type SearchFaults, type SearchText } from './search-of.ts'

/** What to look for: it goes into the address once it rests. What cannot be looked for is said at its field, and stays. */
export function SearchForm() {
  const { model, route } = usePage()
  const words = decisionsWords.value
  const address = useComputed(() => searchIn(route.view.value.query))
  const draft = useMemo(() => new SearchDraft(address), [])
  useEffect(() => draft.follow((wanted) => route.keep({ ...wanted })), [draft, route])
  const { text, faults } = draft
  const board = model.board.value
  const fault = (name: keyof SearchText) => faultText(faults.value, name)
  return (
    <form
      class="search panel"
      role="search"
      aria-label={words.search}
      onSubmit={(event) => event.preventDefault()}
    >
      <Text name="pod" text={text} fault={fault('pod')} />
      <Text name="namespace" text={text} fault={fault('namespace')} />
      <Text
        name="network"
        text={text}
        fault={fault('network')}
        suggestions={board?.networks.map(({ name }) => name)}
      />
      <Outcome text={text} fault={fault('outcome')} />
      <Time name="from" text={text} fault={fault('from')} />
      <Time name="to" text={text} fault={fault('to')} />
      <button
        type="button"
        class="button search__clear"
        disabled={!isSearch(text.value)}
        onClick={() => draft.clear()}
      >
        {words.clear}
      </button>
    </form>
  )
}

const faultText = (faults: SearchFaults, name: keyof SearchText) => {
  const fault = faults[name]
  return fault && decisionsWords.value.faults[fault]
}

interface PartProps {
  readonly text: Signal<SearchText>
  readonly fault: string | undefined
}

/** One member of what is looked for, as a signal of its own. */
function usePart(text: Signal<SearchText>, name: keyof SearchText): Signal<string> {
  const part = useSignal(text.peek()[name])
  useSignalEffect(() => {
    part.value = text.value[name]
  })
  useSignalEffect(() => {
    const value = part.value
    if (text.peek()[name] !== value) text.value = { ...text.peek(), [name]: value }
  })
  return part
}

function Text({
  name,
  text,
  fault,
  suggestions,
}: PartProps & {
  name: 'pod' | 'namespace' | 'network'
  suggestions?: readonly string[] | undefined
}) {
  return (
    <TextField
      pointer={`/${name}`}
      label={decisionsWords.value.fields[name]}
      value={usePart(text, name)}
      fault={fault}
      inputMode="search"
      {...(suggestions && { suggestions })}
    />
  )
}

function Outcome({ text, fault }: PartProps) {
  return (
    <SelectField
      pointer="/outcome"
      label={decisionsWords.value.fields.outcome}
      value={usePart(text, 'outcome')}
      fault={fault}
      options={[
        { value: '', label: decisionsWords.value.anyOutcome },
        ...decisionOutcomes.map((value) => ({ value, label: terms.value.outcome[value].name })),
      ]}
    />
  )
}

function Time({ name, text, fault }: PartProps & { name: 'from' | 'to' }) {
  const part = usePart(text, name)
  return (
    <Field
      pointer={`/${name}`}
      label={decisionsWords.value.fields[name]}
      fault={fault}
      control={(wiring) => (
        <input
          {...wiring}
          class="input"
          type="datetime-local"
          value={part.value}
          onInput={(event) => {
            part.value = event.currentTarget.value
          }}
        />
      )}
    />
  )
}
