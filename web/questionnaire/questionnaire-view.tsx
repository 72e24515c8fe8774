import { readQuestionnaire } from '../api/questionnaire.ts'
import { useAnswer } from '../api/use-answer.ts'
import { language } from '../catalogue/language.ts'
import { questionnaireWords } from '../catalogue/questionnaire.ts'
import { usePage } from '../page/page-parts.ts'
import { ViewHead } from '../page/view-head.tsx'
import { Awaited } from '../parts/awaited.tsx'

/** What a team needs, in plain questions: for now, the questions. */
export function QuestionnaireView() {
  const { client } = usePage()
  const words = questionnaireWords.value
  const questions = useAnswer((signal) => readQuestionnaire(client, signal), [client, language.value])
  return (
    <>
      <ViewHead title={words.title} lead={words.lead} />
      <Awaited answer={questions} rows={8}>
        {(form) => (
          <ol class="panel stack">
            {form.questions.map(({ key, title, help }) => (
              <li key={key}>
                <h2 class="section__title">{title}</h2>
                <p class="head__lead">{help}</p>
              </li>
            ))}
          </ol>
        )}
      </Awaited>
    </>
  )
}
