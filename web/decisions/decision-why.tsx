import type { ReadonlySignal } from '@preact/signals'
import type { Candidate, Decision } from '../../domain/decision.ts'
import type { ExpectedCost } from '../../domain/expected-cost.ts'
import { words } from '../catalogue/english.ts'
import { KpiLegend } from '../chart/kpi-legend.tsx'
import { OutcomeMark } from '../chart/state-mark.tsx'
import { formatBitRate } from '../format/bit-rate.ts'
import { formatMoment } from '../format/moment.ts'
import { formatMoney } from '../format/money.ts'
import { decisionUrl } from '../model/api.ts'
import { CandidateTable } from './candidate-table.tsx'
import { Moment } from './moment.tsx'
import { PickedNames } from './picked-names.tsx'
import { PodName } from './pod-name.tsx'

/** Why this network: the sentence, then the filters, then the scores, then what it was made from. */
export function DecisionWhy({ decision, now }: { decision: Decision; now: ReadonlySignal<number> }) {
  return (
    <article class="why">
      <header>
        <p class="why__when">
          <OutcomeMark outcome={decision.outcome} />
          <span>
            {formatMoment(decision.at)} · <Moment at={decision.at} now={now} />
          </span>
        </p>
        <h2 class="why__title">
          <PodName decision={decision} /> <span class="why__arrow">→</span>{' '}
          <strong>
            <PickedNames decision={decision} />
          </strong>
        </h2>
        <p class="why__reason">{decision.reason}</p>
        {decision.tried?.map(({ network, error }) => (
          <p key={network} class="why__note">
            Before it <b>{network}</b> was tried, and failed: {error}
          </p>
        ))}
        {decision.degraded === true && <p class="why__note">{shortOf(decision)}</p>}
        {decision.attachedTo !== undefined && (
          <p class="why__note">
            Observing only: the pod was attached to <b>{decision.attachedTo}</b>, as it was before.
          </p>
        )}
        {decision.error !== null && (
          <p class="fault" role="note">
            <span>
              <b>It could not be attached.</b> {decision.error}
            </span>
          </p>
        )}
      </header>
      <Filters candidates={decision.candidates} />
      <section>
        <div class="section__head">
          <h3 class="why__step">
            Then: which suits it best <span class="why__note">each step starts where the one above ends</span>
          </h3>
          <KpiLegend candidates={decision.candidates} />
        </div>
        <CandidateTable decision={decision} />
      </section>
      <Inputs decision={decision} />
    </article>
  )
}

/** How far the SLA of a degraded decision is missed. */
const shortOf = ({ picks = [] }: Decision) =>
  picks.length > 1 ? 'Not all of these networks meet the SLA.' : 'No network meets the SLA.'

function Filters({ candidates }: { candidates: readonly Candidate[] }) {
  const out = candidates.filter(({ excluded }) => excluded !== null)
  const left = candidates.length - out.length
  return (
    <section>
      <h3 class="why__step">
        First: which can take it{' '}
        <span class="why__note">
          {left} of {candidates.length} may be chosen
        </span>
      </h3>
      {out.length > 0 && (
        <ul class="filters">
          {out.map(({ network, excluded }) => (
            <li key={network}>
              <b>{network}</b>
              {excluded && (
                <span class="excluded">
                  <b>{words.exclusion[excluded.code]}:</b> {excluded.detail}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const bookOf = ({ version }: ExpectedCost) =>
  version === 0 ? 'by settings of networks' : `by price book ${version}`

function Inputs({ decision }: { decision: Decision }) {
  const { profile, chosen, candidates } = decision
  const cost = candidates.find(({ network }) => network === chosen)?.cost
  return (
    <dl class="facts why__inputs">
      <dt>Expected of the pod</dt>
      <dd>{formatBitRate(decision.demandBitsPerSecond)}</dd>
      {cost && (
        <>
          <dt>Expected to cost</dt>
          <dd>
            {formatMoney(cost.perMonth, cost.currency)} a month, nine of ten such pods up to{' '}
            {formatMoney(cost.perMonthP90, cost.currency)}; {bookOf(cost)}
          </dd>
        </>
      )}
      <dt>Profile</dt>
      <dd>
        {profile.name}, version {profile.version}
      </dd>
      <dt>Scoring</dt>
      <dd>version {decision.algorithm}</dd>
      <dt>Decision</dt>
      <dd>
        <code>{decision.id}</code> · <a href={decisionUrl(decision.id)}>as JSON</a>
      </dd>
    </dl>
  )
}
