import Value from 'typebox/value'
import { parse } from 'yaml'
import { NetworkSettingsFile } from '../../domain/network-settings.ts'
import type { SettingsByNetwork } from '../../selector/definitions/merge-settings.ts'

/**
 * Reads the operator's settings file (YAML).
 * @throws {Error} that lists every fault at once
 */
export function parseNetworkSettings(text: string): SettingsByNetwork {
  const file: unknown = parse(text) ?? { networks: {} }
  const faults = [...Value.Errors(NetworkSettingsFile, file)]
  if (faults.length > 0)
    throw new Error(faults.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).join('; '))
  return (file as NetworkSettingsFile).networks
}
