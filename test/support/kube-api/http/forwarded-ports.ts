/** Which port of this machine stands for a port of a pod. */
export class ForwardedPorts {
  readonly #ports = new Map<string, number>()

  set(namespace: string, pod: string, port: number, localPort: number): void {
    this.#ports.set(`${namespace}/${pod}:${port}`, localPort)
  }

  find(namespace: string, pod: string, port: number): number | undefined {
    return this.#ports.get(`${namespace}/${pod}:${port}`)
  }
}
