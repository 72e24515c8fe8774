import { useComputed, type Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import type { ApiFault } from '../../api/api-fault.ts'
import { pricesWords } from '../../catalogue/prices.ts'
import { useDraft } from '../../form/draft.ts'
import { PlaceFaults } from '../../form/place-faults.tsx'
import { SelectField } from '../../form/select-field.tsx'
import { TextArea } from '../../form/text-area.tsx'
import { usePage } from '../../page/page-parts.ts'
import { FaultText } from '../../parts/fault-text.tsx'
import { FaultNote } from '../../parts/fault-note.tsx'
import { ChangeTable } from './change-table.tsx'
import { readImport, type ReadImport } from './read-import.ts'
import { usePreview, type Previewed } from './use-preview.ts'

const isText = (kept: unknown) => (typeof kept === 'string' ? kept : undefined)
const isHow = (kept: unknown) => (kept === 'replace' || kept === 'add' ? kept : undefined)

/** New prices: pasted or from a file, looked at, and then saved as the next version of the book. */
export function PriceImportSection({ onSaved }: { onSaved: () => void }) {
  const { client, notices, memory } = usePage()
  const words = pricesWords.value
  const text = useDraft(memory.browser, 'prices', '', isText).value
  const how = useDraft<'replace' | 'add'>(memory.browser, 'prices-how', 'replace', isHow).value
  const read = useComputed(() => readImport(text.value, how.value === 'add'))
  const { previewed, refusal, isBusy, look, save } = usePreview(client, (version) => {
    text.value = ''
    how.value = 'replace'
    notices.tell({ text: words.saved(version), tone: 'good' })
    onSaved()
  })
  const given = read.value && 'given' in read.value ? read.value.given : undefined
  const isCurrent = previewed !== undefined && previewed.given === JSON.stringify(given)
  return (
    <section class="section" aria-labelledby="import-title">
      <div class="section__head">
        <h2 id="import-title" class="section__title">
          {words.import}
        </h2>
      </div>
      <form
        class="panel stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (given) void look(given)
        }}
      >
        <TextArea
          pointer="/prices"
          label={words.table}
          help={words.tableHelp}
          value={text}
          rows={8}
          isCode
          placeholder={example}
          fault={faultOfText(read.value, refusal)}
        />
        <div class="prices__how">
          <FileButton text={text} />
          <SelectField
            pointer="/add"
            label={words.how}
            value={how}
            options={[
              { value: 'replace', label: words.replaces },
              { value: 'add', label: words.adds },
            ]}
          />
        </div>
        <Refusal refusal={refusal} />
        <p class="prices__actions">
          <button type="submit" class="button" disabled={given === undefined || isBusy}>
            {words.preview}
          </button>
          {isCurrent && <SaveButton previewed={previewed} isBusy={isBusy} onSave={save} />}
        </p>
        {isCurrent && <Changes previewed={previewed} />}
      </form>
    </section>
  )
}

const example = 'network,unit,price,currency,effectiveFrom\nweave,GB,0.02,EUR,2026-01-01T00:00:00Z'

function faultOfText(read: ReadImport | undefined, refusal: ApiFault | undefined): ComponentChildren {
  if (read === undefined) return undefined
  if ('fault' in read) return pricesWords.value.faults[read.fault]
  if (refusal?.isConflict) return undefined
  const places = [...(refusal?.at ?? [])].slice(0, 12)
  return places.length === 0
    ? undefined
    : places.map(([pointer, faults], place) => (
        <span key={pointer}>
          {place > 0 && '\n'}
          {/* A table has no places but its lines, which the sentence names. */}
          {pointer !== '/csv' && `${pointer} `}
          <PlaceFaults faults={faults} />
        </span>
      ))
}

function Refusal({ refusal }: { refusal: ApiFault | undefined }) {
  const words = pricesWords.value
  if (refusal === undefined) return null
  if (refusal.isConflict) return <FaultNote title={words.conflict}>{words.conflictHelp}</FaultNote>
  return refusal.at.size > 0 ? null : (
    <FaultNote>
      <FaultText fault={refusal} />
    </FaultNote>
  )
}

/** A file is read here, into the field, where it can be seen before it is sent. */
function FileButton({ text }: { text: Signal<string> }) {
  const input = useRef<HTMLInputElement>(null)
  const take = async () => {
    const file = input.current?.files?.[0]
    if (file) text.value = await file.text()
    if (input.current) input.current.value = ''
  }
  return (
    <>
      <input
        ref={input}
        class="sr-only"
        type="file"
        accept=".csv,.tsv,.json,text/csv,application/json"
        aria-label={pricesWords.value.file}
        tabIndex={-1}
        onChange={() => void take()}
      />
      <button type="button" class="button" onClick={() => input.current?.click()}>
        {pricesWords.value.file}
      </button>
    </>
  )
}

function SaveButton(props: {
  previewed: Previewed
  isBusy: boolean
  onSave: (what: Previewed) => Promise<void>
}) {
  const { previewed, isBusy, onSave } = props
  const { version } = previewed.preview.book
  return (
    <button
      type="button"
      class="button button--main"
      disabled={isBusy || previewed.preview.changes.length === 0}
      onClick={() => void onSave(previewed)}
    >
      {pricesWords.value.save(version)}
    </button>
  )
}

function Changes({ previewed: { preview } }: { previewed: Previewed }) {
  const words = pricesWords.value
  return (
    <>
      <p role="status">{words.wouldChange(preview.changes.length)}</p>
      {preview.changes.length > 0 && <ChangeTable changes={preview.changes} />}
    </>
  )
}
