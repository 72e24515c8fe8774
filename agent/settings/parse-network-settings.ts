import Value from 'typebox/value'
import { parse } from 'yaml'
import { NetworkSettingsFile, type NetworkSettings } from '../../domain/network-settings.ts'

/** Settings by the name of the network's conf. */
export type SettingsByNetwork = Readonly<Record<string, NetworkSettings>>

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
