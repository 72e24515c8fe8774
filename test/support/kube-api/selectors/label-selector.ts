import { refusal } from '../objects/refusal.ts'

type Labels = Readonly<Record<string, string>>
type Requirement = (labels: Labels) => boolean

/** Reads a label selector, equality or set based (`a=b,c!=d,e in (f,g),h,!i`). */
export function parseLabelSelector(text: string): (labels: Labels) => boolean {
  const requirements = partsOf(text).map((part) => requirementOf(part, text))
  return (labels) => requirements.every((holds) => holds(labels))
}

/** Splits at the commas that are not in brackets. */
function partsOf(text: string): readonly string[] {
  if (text.trim() === '') return []
  return text.split(/,(?![^(]*\))/).map((part) => part.trim())
}

const key = '[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?'
const value = '([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?'
const exists = new RegExp(`^(!?)\\s*(${key})$`)
const equality = new RegExp(`^(${key})\\s*(==|=|!=)\\s*(${value})$`)
const setBased = new RegExp(`^(${key})\\s+(in|notin)\\s*\\(([^()]*)\\)$`)

function requirementOf(part: string, whole: string): Requirement {
  const existing = exists.exec(part)
  if (existing) {
    const [, not, name = ''] = existing
    return (labels) => name in labels === (not === '')
  }
  const equal = equality.exec(part)
  if (equal) {
    const [, name = '', , operator, wanted] = equal
    return (labels) => (labels[name] === wanted) === (operator !== '!=')
  }
  const set = setBased.exec(part)
  if (!set) throw refusal.badRequest(`unable to parse requirement: found '${part}' in "${whole}"`)
  const [, name = '', , operator, list = ''] = set
  const values = list.split(',').map((each) => each.trim())
  return operator === 'in'
    ? (labels) => name in labels && values.includes(labels[name] ?? '')
    : (labels) => !values.includes(labels[name] ?? '') || !(name in labels)
}
