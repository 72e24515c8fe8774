import type { ApiFault } from '../api/api-fault.ts'
import { ServerText } from '../reasons/server-text.tsx'

/** The sentence of a fault: the page's own, or the server's, which is in English. */
export const FaultText = ({ fault }: { fault: ApiFault }) =>
  fault.isEnglish ? <ServerText>{fault.message}</ServerText> : <>{fault.message}</>
