import { bind, bytesOf, listen, write } from 'sockets'
import { EventLoop } from './event-loop.ts'
import { quietly } from './quietly.ts'
import { Mailbox } from './requests/mailbox.ts'
import { serveRequests } from './requests/serve-requests.ts'
import { serveHttp } from './responders/serve-http.ts'
import { serveUdp } from './responders/serve-udp.ts'

/** Serves the responders at a port of all addresses, and the requests, to their end. The exit status. */
export function serve(port: number): number {
  const loop = new EventLoop()
  try {
    // In the order in which they are looked at: answers that are timed come first
    const mailbox = new Mailbox(loop, bind(0))
    serveUdp(loop, bind(port))
    serveHttp(loop, listen(port))
    serveRequests(loop, { loop, mailbox, port })
  } catch (fault) {
    if (typeof fault !== 'string') throw fault
    say(`Cannot listen at port ${port} as the kernel says ${fault}: end what has it, and start again`)
    return 1
  }
  loop.run()
  return 0
}

function say(line: string): void {
  const bytes = bytesOf(`genie-probe: ${line}\n`)
  quietly(() => write(2, bytes, 0, bytes.byteLength, false))
}
