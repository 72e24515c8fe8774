import { Type } from 'typebox'
import type { JournalReader } from '../../collector/journal/journal-reader.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { PodAttachments, PodList } from '../../domain/pod-attachments.ts'
import { Fault } from '../../selector/routes/fault.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { isNamespace } from '../sweep/is-namespace.ts'
import { podsOf } from './pods-of.ts'

const PodName = Type.Object({
  namespace: Type.String({ maxLength: 253 }),
  name: Type.String({ maxLength: 253 }),
})

/** What pods are attached to, from the journal as it stands. */
export function addPodRoutes(server: HttpServer, journal: Pick<JournalReader, 'read'>): void {
  server.get(
    '/api/v1/pods',
    {
      config: { access: { verb: 'list', resource: 'pods' } },
      schema: {
        tags: ['pods'],
        summary: 'Every pod of this node with its attachments, and what its annotations are to say',
        response: { 200: PodList },
      },
    },
    async () => ({ pods: podsOf(await journal.read()) }),
  )
  server.get(
    '/api/v1/pods/:namespace/:name',
    {
      config: { access: { verb: 'get', resource: 'pods' } },
      schema: {
        tags: ['pods'],
        summary: 'One pod; of several sandboxes one whose network namespace is there',
        params: PodName,
        response: { 200: PodAttachments, 404: Fault },
      },
    },
    async ({ params: { namespace, name } }) => {
      const records = await journal.read()
      const own = records.filter(
        ({ podNamespace, podName }) => podNamespace === namespace && podName === name,
      )
      const [pod] = podsOf(own.toSorted(livingFirst))
      if (pod === undefined)
        throw new ApiFault(
          404,
          `Cannot find pod ${namespace}/${name}: this node has attached none of that name`,
        )
      return pod
    },
  )
}

const livingFirst = (one: AttachmentRecord, other: AttachmentRecord) =>
  Number(isNamespace(other.netns)) - Number(isNamespace(one.netns))
