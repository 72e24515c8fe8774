import { POLLIN, receiveFrom } from 'sockets'
import type { EventLoop } from '../event-loop.ts'
import { readPacket, type Packet } from '../packet.ts'
import { quietly } from '../quietly.ts'

/** No answer is longer. */
const answerBytes = 20
/** So many datagrams, and then others have their turn. */
const batch = 64

type OnPacket = (packet: Packet, atUs: number) => void

/** The socket that asks, and who waits for answers on it, by session. All others' packets, and late ones, are dropped. */
export class Mailbox {
  readonly fd: number
  readonly #sessions = new Map<number, OnPacket>()

  constructor(loop: EventLoop, fd: number) {
    this.fd = fd
    const buffer = new ArrayBuffer(answerBytes)
    const view = new DataView(buffer)
    loop.watch(fd, POLLIN, () => {
      for (let left = batch; left > 0; left--) {
        const came = quietly(() => receiveFrom(fd, buffer, 0, answerBytes))
        if (came === undefined) return
        const packet = readPacket(view, came[0])
        if (packet !== undefined) this.#sessions.get(packet.session)?.(packet, came[3])
      }
    })
  }

  open(session: number, onPacket: OnPacket): void {
    this.#sessions.set(session, onPacket)
  }

  close(session: number): void {
    this.#sessions.delete(session)
  }
}
