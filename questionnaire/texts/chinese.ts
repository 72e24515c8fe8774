import type { Texts } from './texts.ts'

/** The questionnaire in Chinese. */
export const chinese: Texts = {
  language: 'zh',
  questions: {
    networkPolicy: {
      title: '必须执行哪些 NetworkPolicy？',
      help: '不能执行这些策略的网络不会被选用。较细的策略也需要较粗的策略。',
      options: {
        none: '不需要',
        ingress: '限制入站流量',
        egress: '限制入站和出站流量',
        l7: '还要按 HTTP 路径、方法等限制',
      },
    },
    encryption: {
      title: '流量在线路上需要加密吗？',
      help: '若为要求，则只选用运维人员声明已开启加密的网络；若为愿望，则占评分的五分之一。',
      options: {
        none: '不需要',
        prefer: '最好加密',
        wireguard: '需要，使用 WireGuard',
        ipsec: '需要，使用 IPsec（FIPS 要求）',
      },
    },
    traffic: {
      title: '流量是什么样的？',
      help: '它决定起始权重。',
      options: {
        web: '请求与应答',
        bulk: '一次传输大量数据：拷贝、备份、数据混洗',
        streaming: '有缓冲的流媒体',
        'real-time': '语音、游戏、控制：任何延迟都有影响',
        telco: '电话业务与分组核心网',
      },
    },
    latency: {
      title: '延迟必须低于多少？',
      help: '单位为毫秒，指 100 个数据包中有 95 个往返另一节点所需的时间。“必须”会排除不达标的网络；“目标”则把它们排在最后。',
    },
    bandwidth: {
      title: '一个 Pod 收发多少数据？',
      help: '单位为 Mbit/s。持续带宽在 Pod 启动时预留；峰值必须小于链路的剩余带宽。',
    },
    families: {
      title: '需要哪些地址？',
      help: '双栈请选两者。',
      options: { IPv4: 'IPv4', IPv6: 'IPv6' },
    },
    address: {
      title: '地址需要保持不变吗？',
      help: '静态：事先指定。粘性：重启后尽量不变。',
      options: { any: '任意地址', sticky: '尽量不变', static: '事先指定' },
    },
    link: {
      title: '对链路有什么要求？',
      help: '组播、Pod 之间的以太网帧，或至少若干字节的数据包（巨型帧：9000）。',
    },
    nodeOs: {
      title: '运行在哪些节点上？',
      help: '若包含 Windows，则网络必须支持 Windows。',
      options: { linux: 'Linux', windows: 'Windows', mixed: '两者都有' },
    },
    tenancy: {
      title: '可以与谁共用网络？',
      help: '隔离：网络供指定的命名空间使用，包括本命名空间。独占：仅供本命名空间使用。网络以 `namespaces` 声明。',
      options: { shared: '与所有人', isolated: '与指定的命名空间', dedicated: '不与任何人' },
    },
    hardware: {
      title: '使用哪些硬件？',
      help: '网络必须提供所选的每一项。',
      options: { sriov: '网卡的虚拟功能（SR-IOV）', dpdk: 'DPDK', rdma: 'RDMA' },
    },
    cost: {
      title: '费用上限是多少？',
      help: '一个 Pod 每月的预算，与十分之九的 Pod 的费用相比；以及价格相对速度的分量，从 0 到 10。',
    },
    restarts: {
      title: '可以为更好的网络替换运行中的 Pod 吗？',
      help: '随配置保存：目前不会移动运行中的 Pod。',
      options: { none: '不可以', surge: '可以，但接替的 Pod 须先就绪', any: '可以' },
    },
    scale: {
      title: '一个节点上运行多少个这样的 Pod？每小时启动多少个？',
      help: '保留同样多的地址，再加三分之一；启动越多，空闲地址的分量越大。',
    },
  },
  presets: {
    'real-time': { title: '实时', help: '延迟优先，其次是链路余量和无丢包' },
    bulk: { title: '大批量', help: '链路余量优先，其次是费用' },
    web: { title: 'Web', help: '延迟、余量和响应同等重要' },
    'cost-first': { title: '费用优先', help: '在不差的网络中选最便宜的' },
  },
  groups: {
    latency: '延迟',
    congestion: '链路余量',
    response: '响应时间',
    addresses: '空闲地址',
    price: '价格',
    stability: '无丢包',
  },
  capabilities: {
    'network-policy': '对入站流量执行 NetworkPolicy',
    'network-policy-egress': '对出站流量执行 NetworkPolicy',
    'network-policy-l7': '按 HTTP 路径、方法等执行策略',
    encrypted: '节点之间加密',
    wireguard: '节点之间以 WireGuard 加密',
    ipsec: '节点之间以 IPsec 加密',
    ipv6: '支持 IPv6',
    multicast: '支持组播',
    layer2: '在 Pod 之间传送以太网帧',
    windows: '支持 Windows 节点',
    'static-address': '为 Pod 分配事先指定的地址',
    sriov: '为 Pod 提供网卡的虚拟功能',
    dpdk: '为 Pod 提供 DPDK 设备',
    rdma: '为 Pod 提供 RDMA 设备',
  },
}
