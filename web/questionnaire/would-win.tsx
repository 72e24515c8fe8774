import type { ProfileProposal, WouldWin } from '../../domain/questionnaire.ts'
import { questionnaireWords } from '../catalogue/questionnaire.ts'
import { ExclusionDetail, ReasonText, SlaMisses } from '../reasons/reason-text.tsx'
import { formatScore } from '../format/score.ts'

/** Who would win now by the answers so far, why, and how the others stand. */
export function WouldWinNow({ proposal: { now, notes } }: { proposal: ProfileProposal }) {
  const words = questionnaireWords.value
  return (
    <>
      <p class="wins__network">{now.network ?? words.nowNobody}</p>
      <p>
        <ReasonText
          reason={now.reason}
          candidates={now.candidates}
          picks={now.network === null ? [] : [now.network]}
          wanted={1}
          isDrawn={now.isDrawn === true}
        />
      </p>
      <p class="question__text">{words.nowOn(now.node)}</p>
      {now.candidates.length > 0 && <Candidates candidates={now.candidates} />}
      {notes.length > 0 && (
        <>
          <h3 class="section__title">{words.notes}</h3>
          <ul>
            {notes.map((note) => (
              <li key={note} lang="en">
                {note}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Candidates({ candidates }: Pick<WouldWin, 'candidates'>) {
  const words = questionnaireWords.value
  return (
    <div class="wins__scroll" role="region" aria-label={words.candidates} tabIndex={0}>
      <table class="wins__table">
        <caption class="sr-only">{words.candidates}</caption>
        <thead>
          <tr>
            <th scope="col">{words.network}</th>
            <th scope="col">{words.score}</th>
            <th scope="col">{words.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map(({ network, score, excluded, missesSla, slaMisses }) => (
            <tr key={network}>
              <th scope="row">{network}</th>
              <td>{excluded === null ? formatScore(score) : '–'}</td>
              <td>
                {excluded !== null ? (
                  <ExclusionDetail excluded={excluded} />
                ) : missesSla !== undefined ? (
                  <SlaMisses {...{ missesSla, slaMisses }} />
                ) : (
                  words.fits
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
