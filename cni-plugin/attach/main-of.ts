/** The pod's main one among its attachments: that on CNI_IFNAME, else the first. */
export const mainOf = <T extends { readonly ifname: string }>(
  attachments: readonly T[],
  cniIfname: string,
): T | undefined => attachments.find(({ ifname }) => ifname === cniIfname) ?? attachments[0]
