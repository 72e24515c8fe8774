/** What is not well by `/readyz?verbose`: lines that begin with `[-]`, else the whole text of an answer that is not 200. */
export function faultsInReadyz(status: number, body: string): readonly string[] {
  const failed = body
    .split('\n')
    .filter((line) => line.startsWith('[-]'))
    .map((line) => line.slice(3).trim())
  if (failed.length > 0) return failed
  return status === 200 ? [] : [body.trim().split('\n')[0] || `it answers ${status}`]
}
