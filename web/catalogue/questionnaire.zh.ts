import type { QuestionnaireWords } from './questionnaire.en.ts'

/** The words of the questionnaire; the questions themselves are the server's. */
export const chinese: QuestionnaireWords = {
  title: '问卷',
  lead: '用平实的语言说明工作负载的需求。回答将成为一份配置。',
}
