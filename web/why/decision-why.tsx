import type { ReadonlySignal } from '@preact/signals'
import type { Candidate, Decision } from '../../domain/decision.ts'
import type { ExpectedCost } from '../../domain/expected-cost.ts'
import { whyWords } from '../catalogue/why.ts'
import { KpiLegend } from '../chart/kpi-legend.tsx'
import { OutcomeMark } from '../chart/state-mark.tsx'
import { formatBitRate } from '../format/bit-rate.ts'
import { formatMoment } from '../format/moment.ts'
import { formatMoney } from '../format/money.ts'
import { decisionUrl } from '../api/page-api.ts'
import { hrefOf } from '../page/route.ts'
import { Phrase } from '../parts/phrase.tsx'
import { DecisionReason, WhyNot } from '../reasons/reason-text.tsx'
import { ServerText } from '../reasons/server-text.tsx'
import { CandidateTable } from './candidate-table.tsx'
import { Firmness } from './firmness.tsx'
import { ScoreWaterfall } from './score-waterfall.tsx'
import { Moment } from '../parts/moment.tsx'
import { PickedNames } from '../parts/picked-names.tsx'
import { PodName } from '../parts/pod-name.tsx'

/** Why this network: the sentence, then the filters, then the scores, then what it was made from. */
export function DecisionWhy({ decision, now }: { decision: Decision; now: ReadonlySignal<number> }) {
  const words = whyWords.value
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
        <p class="why__links">
          <a href={hrefOf('/decisions', { namespace: decision.pod.namespace, pod: decision.pod.name })}>
            {words.ofThisPod}
          </a>
          <a href={hrefOf('/decisions', { namespace: decision.pod.namespace })}>{words.ofThisNamespace}</a>
        </p>
        <p class="why__reason">
          <DecisionReason decision={decision} />
        </p>
        {decision.tried?.map(({ network, error }) => (
          <p key={network} class="why__note">
            <Phrase
              text={words.tried}
              parts={{ network: <b>{network}</b>, error: <ServerText>{error}</ServerText> }}
            />
          </p>
        ))}
        {decision.degraded === true && <p class="why__note">{shortOf(decision)}</p>}
        {decision.attachedTo !== undefined && (
          <p class="why__note">
            <Phrase text={words.observed} parts={{ network: <b>{decision.attachedTo}</b> }} />
          </p>
        )}
        {decision.error !== null && (
          <p class="fault" role="note">
            <span>
              <b>{words.notAttached}</b> <ServerText>{decision.error}</ServerText>
            </span>
          </p>
        )}
      </header>
      <Filters candidates={decision.candidates} />
      <ScoreWaterfall decision={decision} />
      <section>
        <div class="section__head">
          <h3 class="why__step">
            {words.then} <span class="why__note">{words.eachStep}</span>
          </h3>
          <KpiLegend candidates={decision.candidates} />
        </div>
        <CandidateTable decision={decision} />
      </section>
      <Firmness decision={decision} />
      <Inputs decision={decision} />
    </article>
  )
}

/** How far the SLA of a degraded decision is missed. */
const shortOf = ({ picks = [] }: Decision) =>
  picks.length > 1 ? whyWords.value.someMissSla : whyWords.value.noneMeetsSla

function Filters({ candidates }: { candidates: readonly Candidate[] }) {
  const out = candidates.filter(({ excluded }) => excluded !== null)
  const left = candidates.length - out.length
  return (
    <section>
      <h3 class="why__step">
        {whyWords.value.first}{' '}
        <span class="why__note">{whyWords.value.mayBeChosen(left, candidates.length)}</span>
      </h3>
      {out.length > 0 && (
        <ul class="filters">
          {out.map((candidate) => (
            <li key={candidate.network}>
              <b>{candidate.network}</b>
              <span class="excluded">
                <WhyNot {...candidate} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const bookOf = ({ version }: ExpectedCost) =>
  version === 0 ? whyWords.value.bySettings : whyWords.value.byBook(version)

function Inputs({ decision }: { decision: Decision }) {
  const { profile, chosen, candidates } = decision
  const words = whyWords.value
  const cost = candidates.find(({ network }) => network === chosen)?.cost
  return (
    <dl class="facts why__inputs">
      <dt>{words.expectedUse}</dt>
      <dd>{formatBitRate(decision.demandBitsPerSecond)}</dd>
      {cost && (
        <>
          <dt>{words.expectedCost}</dt>
          <dd>
            {words.upTo(
              words.aMonth(formatMoney(cost.perMonth, cost.currency)),
              formatMoney(cost.perMonthP90, cost.currency),
              bookOf(cost),
            )}
          </dd>
        </>
      )}
      <dt>{words.profile}</dt>
      <dd>{words.nameAndVersion(profile.name, profile.version)}</dd>
      <dt>{words.scoring}</dt>
      <dd>{words.version(decision.algorithm)}</dd>
      <dt>{words.decision}</dt>
      <dd>
        <code>{decision.id}</code> · <a href={decisionUrl(decision.id)}>{words.asJson}</a>
      </dd>
    </dl>
  )
}
