/** The words of the questionnaire; the questions themselves are the server's. */
export const english = {
  title: 'Questionnaire',
  lead: 'What your workloads need, in plain words. The answers become a profile.',
}

/** What every language has to say. */
export type QuestionnaireWords = typeof english
