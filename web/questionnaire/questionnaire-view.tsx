import { useState } from 'preact/hooks'
import type { QuestionKey } from '../../domain/answers.ts'
import type { ProfileRequest, Question, Questionnaire } from '../../domain/questionnaire.ts'
import { proposeProfile, readQuestionnaire } from '../api/questionnaire.ts'
import { useAnswer } from '../api/use-answer.ts'
import { language } from '../catalogue/language.ts'
import { questionnaireWords } from '../catalogue/questionnaire.ts'
import { usePage } from '../page/page-parts.ts'
import { ViewHead } from '../page/view-head.tsx'
import { Awaited } from '../parts/awaited.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { useAnswerForm } from './answer-form.ts'
import { answersOf, isAnswered } from './answers-of.ts'
import { profileTarget } from './profile-target.ts'
import { QuestionCard } from './question-card.tsx'
import './questionnaire.css'
import { SaveProfile } from './save-profile.tsx'
import { useSettled } from '../live/use-settled.ts'
import { WouldWinNow } from './would-win.tsx'

/** What a team needs, in plain questions; beside them, what the answers come to. */
export function QuestionnaireView() {
  const { client } = usePage()
  const words = questionnaireWords.value
  const questions = useAnswer((signal) => readQuestionnaire(client, signal), [client, language.value])
  return (
    <>
      <ViewHead title={words.title} lead={words.lead} />
      <Awaited answer={questions} rows={8}>
        {(asked) => <Answering asked={asked} />}
      </Awaited>
    </>
  )
}

function Answering({ asked }: { asked: Questionnaire }) {
  const { client, memory } = usePage()
  const words = questionnaireWords.value
  const form = useAnswerForm(memory.browser)
  const texts = form.texts.value
  const { answers, faults } = answersOf(texts)
  const target = profileTarget(texts)
  const request = JSON.stringify({ ...target.request, answers } satisfies ProfileRequest)
  const settled = useSettled(request)
  const proposal = useAnswer(
    (signal) => proposeProfile(client, JSON.parse(settled) as ProfileRequest, signal),
    [client, settled, language.value],
  )
  const isCurrent =
    faults.size + target.faults.size === 0 &&
    settled === request &&
    !proposal.isLoading &&
    proposal.fault === undefined
  const answered = asked.questions.filter(({ key }) => isAnswered(key as QuestionKey, texts)).length
  const all = asked.questions.length
  const cardOf = (question: Question, number: number, takesFocus: boolean) => (
    <QuestionCard
      key={question.key}
      {...{ question, form, faults, takesFocus, refusal: proposal.fault }}
      place={words.questionOf(number, all)}
    />
  )
  return (
    <div class="questions">
      <div class="stack">
        <p class="question__steps">
          <progress max={all} value={answered} aria-label={words.progress(answered, all)} />
          {words.progress(answered, all)}
          <button type="button" class="button" onClick={form.clear}>
            {words.clear}
          </button>
        </p>
        {form.isResumed && <p class="question__text">{words.resumed}</p>}
        <p class="question__text">{words.keys}</p>
        <Questions questions={asked.questions} cardOf={cardOf} />
      </div>
      <div class="stack questions__beside">
        <section class="panel stack" aria-labelledby="wins-title">
          <h2 id="wins-title" class="section__title">
            {words.now}
          </h2>
          <Awaited answer={proposal} rows={3}>
            {(value) => <WouldWinNow proposal={value} />}
          </Awaited>
        </section>
        {proposal.value && (
          <SaveProfile {...{ form, target, isCurrent, proposal: proposal.value, refusal: proposal.fault }} />
        )}
      </div>
    </div>
  )
}

function Questions(props: {
  questions: readonly Question[]
  cardOf: (question: Question, number: number, takesFocus: boolean) => preact.ComponentChildren
}) {
  const { questions, cardOf } = props
  const words = questionnaireWords.value
  const [mode, setMode] = useState<'one' | 'all'>('one')
  const [place, setPlace] = useState({ index: 0, isMoved: false })
  const question = questions[place.index]
  const step = (by: number) => setPlace({ index: place.index + by, isMoved: true })
  const one = () => (
    <div class="stack">
      {question && cardOf(question, place.index + 1, place.isMoved)}
      <p class="question__steps">
        <button type="button" class="button" disabled={place.index === 0} onClick={() => step(-1)}>
          {words.previous}
        </button>
        <button
          type="button"
          class="button button--main"
          disabled={place.index >= questions.length - 1}
          onClick={() => step(1)}
        >
          {words.next}
        </button>
      </p>
    </div>
  )
  const all = () => <div class="stack">{questions.map((each, index) => cardOf(each, index + 1, false))}</div>
  return (
    <Tabs
      label={words.modes}
      chosen={mode}
      onChoose={setMode}
      tabs={[
        { key: 'one', title: words.oneByOne, content: one },
        { key: 'all', title: words.allAtOnce, content: all },
      ]}
    />
  )
}
