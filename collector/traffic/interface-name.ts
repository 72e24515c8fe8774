/** Whether Linux would take it as an interface's name; so it cannot lead a path out of its directory either. */
export function isInterfaceName(name: unknown): name is string {
  return typeof name === 'string' && /^[^/:\s]{1,15}$/.test(name) && name !== '.' && name !== '..'
}
