/** Flags of messages, as in <linux/netlink.h>. */
export const NLM_F = {
  REQUEST: 0x1,
  ACK: 0x4,
  DUMP_INTR: 0x10,
  DUMP: 0x300,
  EXCL: 0x200,
  CREATE: 0x400,
  APPEND: 0x800,
} as const

/** Types of messages, as in <linux/rtnetlink.h>. */
export const RTM = { NEWLINK: 16, GETLINK: 18, NEWROUTE: 24, DELROUTE: 25, GETROUTE: 26 } as const

/** Attributes of routes. */
export const RTA = {
  OIF: 4,
  GATEWAY: 5,
  PRIORITY: 6,
  MULTIPATH: 9,
  CACHEINFO: 12,
  VIA: 18,
  ENCAP_TYPE: 21,
  ENCAP: 22,
  NH_ID: 30,
} as const

/** Values of a route's fixed part, `struct rtmsg`. */
export const rtmsg = {
  length: 12,
  AF_INET: 2,
  AF_INET6: 10,
  RT_TABLE_MAIN: 254,
  RTPROT_BOOT: 3,
  RTN_UNICAST: 1,
  RTNH_F_ONLINK: 0x4,
  RTM_F_CLONED: 0x200,
} as const
