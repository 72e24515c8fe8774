/** What policies and ablations are called on the page. */
export const labels: Readonly<Record<string, string>> = {
  ours: 'ours',
  oracle: 'oracle (knows the truth)',
  random: 'random',
  roundRobin: 'round robin',
  static: 'static default',
  genie: "CNI-Genie's rule",
  minMax: 'min-max weighted sum',
  topsis: 'TOPSIS',
  powerOfTwo: 'power of two choices',
  peakEwma: 'peak EWMA',
  bestQuality: 'SD-WAN best quality',
  withoutReservations: 'without reservations',
  withoutAgeing: 'without ageing',
  minMaxValues: 'min-max in place of anchors',
  threeReplicas: 'three that know nothing of each other',
  threeReplicasSpread: 'the same, drawn within the band',
}
