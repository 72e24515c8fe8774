/** How an API asks for a token of the cluster that it runs on. */
export const clusterChallenge = 'Bearer realm="kubernetes"'
