/** The ids of a pod's devices by the name of their resource, such as `intel.com/sriov`. */
export type DevicesByResource = ReadonlyMap<string, readonly string[]>

/** Who knows which devices a pod was given. */
export interface DeviceIds {
  /**
   * The pod's devices; none for a pod without any.
   * @throws {CniError} of code 11 if that cannot be found out just now
   */
  of(namespace: string, podName: string): Promise<DevicesByResource>
}
