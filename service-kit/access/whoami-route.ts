import { WhoAmI } from '../../domain/who-am-i.ts'
import type { HttpServer } from '../http-server.ts'
import type { Access } from './access.ts'
import { presentedBy } from './presented.ts'

const stranger = { name: 'system:anonymous', groups: [], by: 'nobody', may: 'none' } as const

/** Whom a caller is taken for; asks nothing, so that whoever is refused elsewhere can see why. */
export function addWhoAmIRoute(server: HttpServer, access: Access): void {
  server.get(
    '/api/v1/whoami',
    {
      config: { access: null, maxPerMinute: 120 },
      schema: {
        tags: ['access'],
        summary: 'Whom you are taken for, and what you may do',
        response: { 200: WhoAmI },
      },
    },
    async (request) => {
      const caller = (await access.identify(presentedBy(request, false))) ?? stranger
      return { ...caller, groups: [...caller.groups], mode: access.mode }
    },
  )
}
