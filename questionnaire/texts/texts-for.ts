import { chinese } from './chinese.ts'
import { english } from './english.ts'
import type { Texts } from './texts.ts'

/** All languages that there are, the one that everybody gets else first. */
const languages: readonly Texts[] = [english, chinese]

/** The texts for what a browser says that it reads (`Accept-Language`); English if there is none of these. */
export function textsFor(acceptLanguage: string | undefined): Texts {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((each) => /^\s*([a-z]{1,8})/i.exec(each)?.[1]?.toLowerCase())
  const found = wanted.map((language) => languages.find((each) => each.language === language))
  return found.find((texts) => texts !== undefined) ?? english
}
