import type { Texts } from './texts.ts'

/** The questionnaire in English. */
export const english: Texts = {
  language: 'en',
  questions: {
    networkPolicy: {
      title: 'Which NetworkPolicies have to be enforced?',
      help: 'A network that does not enforce them is never taken. Finer policies need the coarser ones too.',
      options: {
        none: 'None',
        ingress: 'What may come in',
        egress: 'What may come in and go out',
        l7: 'Also by HTTP path, method or the like',
      },
    },
    encryption: {
      title: 'Has traffic to be encrypted on the wire?',
      help: 'A requirement takes only networks whose operator says that it is switched on. A wish weighs a fifth of the score.',
      options: {
        none: 'No',
        prefer: 'Rather yes',
        wireguard: 'Yes, by WireGuard',
        ipsec: 'Yes, by IPsec, as FIPS asks for',
      },
    },
    traffic: {
      title: 'What is its traffic like?',
      help: 'It chooses the weights to start from.',
      options: {
        web: 'Requests and answers',
        bulk: 'Much at once: copies, backups, shuffles',
        streaming: 'Streams that are buffered',
        'real-time': 'Voice, games, control: every delay counts',
        telco: 'Telephony and packet cores',
      },
    },
    latency: {
      title: 'Which latency has it to stay below?',
      help: 'In milliseconds, for 95 of 100 packets to another node and back. A must leaves out networks that miss it; a goal puts them last.',
    },
    bandwidth: {
      title: 'How much does one pod send or receive?',
      help: 'In Mbit/s. What is sustained is reserved for a pod at its start; the peak has to fit into what is left of the link.',
    },
    families: {
      title: 'Which addresses does it need?',
      help: 'Both for dual stack.',
      options: { IPv4: 'IPv4', IPv6: 'IPv6' },
    },
    address: {
      title: 'Has its address to stay the same?',
      help: 'Static: named beforehand. Sticky: rather the same after a restart.',
      options: { any: 'Any will do', sticky: 'Rather the same', static: 'Named beforehand' },
    },
    link: {
      title: 'What does it need of the link?',
      help: 'Multicast, Ethernet frames from pod to pod, or packets of at least so many bytes (jumbo frames: 9000).',
    },
    nodeOs: {
      title: 'Which nodes does it run on?',
      help: 'Where Windows is among them the network has to have it.',
      options: { linux: 'Linux', windows: 'Windows', mixed: 'Both' },
    },
    tenancy: {
      title: 'With whom may it share the network?',
      help: 'Isolated: a network that is for named namespaces, this one among them. Dedicated: for this namespace alone. Networks say so by `namespaces`.',
      options: { shared: 'With everybody', isolated: 'With named namespaces', dedicated: 'With nobody' },
    },
    hardware: {
      title: 'Which hardware does it use?',
      help: 'The network has to offer each of them.',
      options: {
        sriov: 'A virtual function of the card (SR-IOV)',
        dpdk: 'DPDK',
        rdma: 'RDMA',
      },
    },
    cost: {
      title: 'What may it cost?',
      help: 'A budget for one pod in a month, held against what nine of ten cost; and how much price counts over speed, from 0 to 10.',
    },
    restarts: {
      title: 'May a running pod be replaced to get a better network?',
      help: 'Kept with the profile: no running pod is moved yet.',
      options: {
        none: 'No',
        surge: 'Yes, if its successor is ready first',
        any: 'Yes',
      },
    },
    scale: {
      title: 'How many of its pods run on a node, and how many start there in an hour?',
      help: 'So many addresses and a third more are kept; many starts let free addresses weigh more.',
    },
  },
  presets: {
    'real-time': { title: 'Real-time', help: 'Latency first, then a link with room, and no loss' },
    bulk: { title: 'Bulk', help: 'Room on the link first, and what it costs' },
    web: { title: 'Web', help: 'Latency, room and response alike' },
    'cost-first': { title: 'Cost first', help: 'The cheapest that is not bad' },
  },
  groups: {
    latency: 'Latency',
    congestion: 'Room on the link',
    response: 'Response time',
    addresses: 'Free addresses',
    price: 'Price',
    stability: 'No loss',
  },
  capabilities: {
    'network-policy': 'Enforces NetworkPolicies for what comes in',
    'network-policy-egress': 'Enforces NetworkPolicies for what goes out',
    'network-policy-l7': 'Enforces policies by HTTP path, method or the like',
    encrypted: 'Encrypts between nodes',
    wireguard: 'Encrypts between nodes by WireGuard',
    ipsec: 'Encrypts between nodes by IPsec',
    ipv6: 'Has IPv6',
    multicast: 'Carries multicast',
    layer2: 'Carries Ethernet frames from pod to pod',
    windows: 'Has Windows nodes',
    'static-address': 'Gives a pod an address that was named beforehand',
    sriov: 'Gives a pod a virtual function of the network card',
    dpdk: 'Gives a pod a device for DPDK',
    rdma: 'Gives a pod a device for RDMA',
  },
}
