/** What a plugin says where it has no address left, and where that stands. */
export interface ExhaustedMessage {
  /** Who says it, as people call it. */
  readonly by: string
  readonly pattern: RegExp
  /** Its source, or a report of it by the project's own users. */
  readonly source: string
  /** As it stands in an error of that plugin. */
  readonly example: string
}

/**
 * The CNI specification has no code for a pool that is empty: most plugins answer with a code of their own or 999, and
 * can be told by their words alone.
 */
export const exhaustedMessages: readonly ExhaustedMessage[] = [
  {
    by: 'host-local',
    pattern: /no IP addresses available in (?:range set|network)/,
    source:
      'https://github.com/containernetworking/plugins/blob/main/plugins/ipam/host-local/backend/allocator/allocator.go',
    example:
      'failed to allocate for range 0: no IP addresses available in range set: 10.244.1.1-10.244.1.254',
  },
  {
    by: 'whereabouts',
    pattern: /Could not allocate IP in range/,
    source: 'https://github.com/k8snetworkplumbingwg/whereabouts/blob/master/pkg/allocate/allocate.go',
    example:
      'error at storage engine: Could not allocate IP in range: ip: 172.16.0.1 / - 172.16.0.6 / range: net.IPNet{IP:net.IP{0xac, 0x10, 0x0, 0x0}}',
  },
  {
    by: 'calico-ipam',
    pattern: /Assigned \d+ out of \d+ requested IPv\d addresses/,
    source: 'https://github.com/projectcalico/calico/blob/master/libcalico-go/lib/ipam/ipam.go',
    example:
      'failed to request IPv4 addresses: Assigned 0 out of 1 requested IPv4 addresses; No IPs available in pool',
  },
  {
    by: 'calico-ipam',
    pattern: /No IPv[46] addresses available in pool/,
    source: 'https://github.com/projectcalico/cni-plugin/issues/25',
    example: 'No IPv4 addresses available in pool',
  },
  {
    by: 'cilium',
    pattern: /postIpamFailure\b.*(?:range is full|all CIDR ranges are exhausted)/,
    source: 'https://github.com/cilium/cilium/issues/10627',
    example: 'unable to allocate IP via local cilium agent: [POST /ipam][502] postIpamFailure  range is full',
  },
  {
    by: 'aws-vpc-cni',
    pattern: /failed to assign an IP address to container/,
    source: 'https://github.com/aws/amazon-vpc-cni-k8s/issues/1602',
    example: 'add cmd: failed to assign an IP address to container',
  },
  {
    by: 'azure-vnet-ipam',
    pattern: /No available address(?:es| pools)\b/,
    source: 'https://github.com/Azure/azure-container-networking/issues/333',
    example: 'Failed to allocate address: No available addresses',
  },
  {
    by: 'kube-ovn',
    pattern: /NoAvailableAddress|no available ip for pod/,
    source: 'https://github.com/kubeovn/kube-ovn/issues/4775',
    example: 'RPC failed; request ip return 500 NoAvailableAddress',
  },
  {
    by: 'spiderpool',
    pattern: /all IP (?:addresses )?used out|no (?:available IPPool|IPPool available)/,
    source: 'https://github.com/spidernet-io/spiderpool/blob/main/pkg/constant/errors.go',
    example: 'failed to allocate IP addresses: all IP addresses used out',
  },
]
