/** Every version of the CNI specification that we speak, oldest first. */
export const supportedVersions = ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0'] as const

/** One of them. */
export type CniVersion = (typeof supportedVersions)[number]

/** What we answer in where the configuration's version is not known. */
export const latestVersion: CniVersion = '1.1.0'

/** Whether the text names a version that we speak. */
export const isSupported = (text: unknown): text is CniVersion =>
  (supportedVersions as readonly unknown[]).includes(text)

/** Whether `version` is `wanted` or later. */
export const isAtLeast = (version: CniVersion, wanted: CniVersion): boolean =>
  supportedVersions.indexOf(version) >= supportedVersions.indexOf(wanted)
