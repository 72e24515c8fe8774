import type { PlaceFault } from '../api/api-fault.ts'
import { language } from '../catalogue/language.ts'
import { reasonWords } from '../catalogue/reasons.ts'
import { ServerText } from '../reasons/server-text.tsx'
import { ruleText } from './rule-text.ts'

/** What the server finds wrong at one place, a line for each: by its rule in the language shown, else in its own words. */
export const PlaceFaults = ({ faults }: { faults: readonly PlaceFault[] }) => (
  <>
    {faults.map((fault, place) => (
      <span key={place}>
        {place > 0 && '\n'}
        <OneFault fault={fault} />
      </span>
    ))}
  </>
)

function OneFault({ fault: { detail, rule } }: { fault: PlaceFault }) {
  const text = language.value === 'en' || rule === undefined ? undefined : ruleText(rule, reasonWords.value)
  return text === undefined ? <ServerText>{detail}</ServerText> : <>{text}</>
}
