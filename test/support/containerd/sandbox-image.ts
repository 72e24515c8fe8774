import { createHash } from 'node:crypto'
import { tarArchive } from './tar-archive.ts'

/** What the image is called in containerd. */
export const sandboxImage = 'genie.test/sandbox:1'

const digestOf = (blob: Buffer) => `sha256:${createHash('sha256').update(blob).digest('hex')}`
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }

/**
 * An image of one static program, BusyBox, as an archive of the OCI image layout
 * (https://github.com/opencontainers/image-spec/blob/main/image-layout.md), for a machine that reaches no registry. Its
 * containers sleep.
 */
export function sandboxImageArchive(busybox: Buffer): Buffer {
  const layer = tarArchive([
    { name: 'bin/', mode: 0o755 },
    { name: 'bin/busybox', mode: 0o755, content: busybox },
  ])
  const config = json({
    architecture: architectures[process.arch] ?? process.arch,
    os: 'linux',
    config: { Entrypoint: ['/bin/busybox', 'sleep', '86400'] },
    rootfs: { type: 'layers', diff_ids: [digestOf(layer)] },
  })
  const manifest = json({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: descriptor('application/vnd.oci.image.config.v1+json', config),
    layers: [descriptor('application/vnd.oci.image.layer.v1.tar', layer)],
  })
  const index = json({
    schemaVersion: 2,
    manifests: [
      {
        ...descriptor('application/vnd.oci.image.manifest.v1+json', manifest),
        annotations: { 'io.containerd.image.name': sandboxImage, 'org.opencontainers.image.ref.name': '1' },
      },
    ],
  })
  const blobs = [layer, config, manifest].map((content) => ({
    ...{ name: `blobs/sha256/${digestOf(content).slice('sha256:'.length)}`, mode: 0o644, content },
  }))
  return tarArchive([
    { name: 'oci-layout', mode: 0o644, content: json({ imageLayoutVersion: '1.0.0' }) },
    { name: 'index.json', mode: 0o644, content: index },
    ...blobs,
  ])
}

const json = (value: object) => Buffer.from(JSON.stringify(value))

const descriptor = (mediaType: string, blob: Buffer) => ({
  mediaType,
  digest: digestOf(blob),
  size: blob.length,
})
