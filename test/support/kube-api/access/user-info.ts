/** Who a request comes from. */
export interface UserInfo {
  readonly username: string
  readonly uid?: string
  readonly groups: readonly string[]
  readonly extra?: Readonly<Record<string, readonly string[]>>
}

/** Who has sent no token. */
export const anonymous: UserInfo = { username: 'system:anonymous', groups: ['system:unauthenticated'] }
