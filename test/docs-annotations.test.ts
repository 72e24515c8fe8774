import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfDir } from '../agent/conf-dir/conf-dir.ts'
import { parseManifests } from '../agent/manifests/parse-manifests.ts'
import { makePlan } from '../agent/plan/make-plan.ts'
import { nodeManifests } from '../agent/manifests/node-manifests.ts'
import { planSourcesOf } from '../agent/plan/plan-sources-of.ts'
import { defaultProfile } from '../domain/profile.ts'
import { createLogger } from '../service-kit/logger.ts'
import { planRequest } from './support/plan-request.ts'

/** Every YAML block of the page as one text of manifests, and what the page says that each pod gets, in its order. */
const page = readFileSync('docs/annotations.md', 'utf8')
const yaml = [...page.matchAll(/```yaml\n([^`]+)```/g)].map(([, text]) => text ?? '').join('---\n')
const promises = [...yaml.matchAll(/^# -> (.+)$/gm)].map(([, text]) => text ?? '')
const pods = parseManifests(yaml).manifests.filter(({ kind }) => kind === 'Pod')

test('every pod of the page on annotations has a promise', () => {
  expect(pods.length).toBe(promises.length)
  expect(pods.length).toBeGreaterThan(5)
})

test.each(pods.map(({ name }, index) => [name, promises[index] ?? '']))(
  'pod %s of the page on annotations gets %s',
  async (podName, promise) => {
    const directory = mkdtempSync(join(tmpdir(), 'genie-docs-'))
    try {
      writeFileSync(join(directory, 'page.yaml'), yaml)
      for (const [index, name] of ['calico', 'weave', 'flannel'].entries())
        writeFileSync(
          join(directory, `${index + 1}0-${name}.conflist`),
          JSON.stringify({ cniVersion: '1.0.0', name, plugins: [{ type: name }] }),
        )
      using confDir = new ConfDir(directory, createLogger('silent'))
      const config = { GENIE_NAD_DIR: directory, GENIE_POD_DIR: directory }
      const sources = planSourcesOf({
        confDir,
        devices: { of: () => Promise.resolve(new Map()) },
        profiles: { of: () => Promise.resolve(defaultProfile) },
        manifests: nodeManifests(config, null, { all: () => [], doubt: null }, createLogger('silent')),
      })
      const { attachments } = await makePlan(planRequest({ podName, podUid: '' }), {
        ...sources,
        select: () => Promise.reject(new Error('No example leaves the choice to us')),
      })
      expect(attachments.map(({ network, ifname }) => `${network} on ${ifname}`).join(', ')).toBe(promise)
    } finally {
      rmSync(directory, { recursive: true })
    }
  },
)
