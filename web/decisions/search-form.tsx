import { useComputed, useSignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { decisionsWords } from '../catalogue/decisions.ts'
import { terms } from '../catalogue/terms.ts'
import { Field } from '../form/field.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import type { PageModel } from '../model/page-model.ts'
import { decisionOutcomes } from './outcomes.ts'
import { isSearch, searchOf, type SearchFaults, type SearchText } from './search-of.ts'

/** After so long without a key the search begins. */
const settleMs = 300

/** What to look for. `onSearch` is told of everything that can be looked for; what cannot is said at its field, and stays. */
export function SearchForm(props: {
  text: SearchText
  model: PageModel
  onSearch: (text: SearchText) => void
}) {
  const { model, onSearch } = props
  const words = decisionsWords.value
  const text = useSignal(props.text)
  const faults = useComputed(() => searchOf(text.value).faults)
  useEffect(() => {
    // What the address says counts: it may have been changed by a link or by going back.
    if (JSON.stringify(props.text) !== JSON.stringify(text.peek())) text.value = props.text
  }, [JSON.stringify(props.text)])
  useEffect(() => {
    if (Object.keys(faults.value).length > 0) return undefined
    const settled = setTimeout(() => onSearch(text.value), settleMs)
    return () => clearTimeout(settled)
  }, [text.value])
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
        onClick={() => {
          text.value = { pod: '', namespace: '', network: '', outcome: '', from: '', to: '' }
        }}
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
  useEffect(() => {
    part.value = text.value[name]
  }, [text.value[name]])
  useEffect(
    () =>
      part.subscribe((value) => {
        if (text.peek()[name] !== value) text.value = { ...text.peek(), [name]: value }
      }),
    [],
  )
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
