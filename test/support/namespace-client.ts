import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** What a test does inside a namespace: `node namespace-client.ts <action> <arguments as JSON>`. Prints JSON. */
const actions: Record<string, (...args: never[]) => Promise<unknown>> = {
  exchange,
  exchangeOften,
  holdOpen,
  parent,
  sendDatagrams,
  serveGarbage,
}

/** What comes back on a connection for each of these texts, in Latin-1. */
async function exchange(address: string, port: number, texts: string[]): Promise<string[]> {
  const answers: string[] = []
  for (const text of texts) answers.push(await exchangeOne(address, port, text))
  return answers
}

async function exchangeOne(address: string, port: number, text: string): Promise<string> {
  const socket = connect(port, address)
    .setEncoding('latin1')
    .on('error', () => undefined)
  let received = ''
  socket.on('data', (data: string) => (received += data))
  socket.end(text, 'latin1')
  await once(socket, 'close')
  return received
}

/** How often each answer came. */
async function exchangeOften(address: string, port: number, text: string, times: number): Promise<object> {
  const counts = new Map<string, number>()
  for (let done = 0; done < times; done++) {
    const answer = await exchangeOne(address, port, text)
    counts.set(answer, (counts.get(answer) ?? 0) + 1)
  }
  return Object.fromEntries(counts)
}

/** Opens connections that say so much and no more; says when they are there, and after how long the last one was ended. */
async function holdOpen(address: string, port: number, text: string, count: number): Promise<number[]> {
  const began = Date.now()
  const sockets = Array.from({ length: count }, () => connect(port, address).on('error', () => undefined))
  const closed = sockets.map((socket) => new Promise((end) => socket.resume().on('close', end)))
  const written = sockets.map((socket) => new Promise((end) => socket.on('close', end).write(text, end)))
  await Promise.all(written)
  process.stdout.write('"open"\n')
  await Promise.all(closed)
  return [Date.now() - began]
}

/** Starts a program as a parent does, and is there. */
async function parent(executable: string): Promise<unknown> {
  const child = spawn(executable, { stdio: ['pipe', 'pipe', 'ignore'] })
  child.stdout.once('data', () => process.stdout.write('"started"\n'))
  child.stdin.write('\n')
  return await new Promise(() => undefined)
}

/** Sends these datagrams (hexadecimal), and gives the answers that came within the time. */
async function sendDatagrams(
  address: string,
  port: number,
  datagrams: string[],
  waitMs: number,
): Promise<string[]> {
  const socket = createSocket('udp4')
  const answers: string[] = []
  socket.on('message', (data) => answers.push(data.toString('hex')))
  for (const datagram of datagrams)
    await new Promise((sent) => socket.send(Buffer.from(datagram, 'hex'), port, address, sent))
  await pause(waitMs)
  socket.close()
  return answers
}

/** A peer that answers everything, and nothing well: by other sessions and numbers, cut off, too late, and twice. */
async function serveGarbage(port: number, lateMs: number): Promise<unknown> {
  const socket = createSocket('udp4')
  socket.on('message', (data, { port, address }) => {
    const changed = (at: number, to: number) => Buffer.from(data.with(at, to))
    const answer = changed(2, 1)
    const garbage = [
      ...[data, answer.subarray(0, 11), Buffer.concat([answer, answer]), Buffer.from('hello')],
      ...[Buffer.from(answer.with(3, 31)), Buffer.from(answer.with(8, (answer[8] ?? 0) ^ 1)), changed(2, 3)],
    ]
    for (const each of garbage) socket.send(each, port, address)
    setTimeout(() => socket.send(answer, port, address), lateMs)
  })
  await new Promise<void>((bound) => socket.bind(port, bound))
  createServer((connection) =>
    connection.on('error', () => undefined).end('HTTP/1.1 200 OK\r\n\r\n\u0000'),
  ).listen(port)
  process.stdout.write('"serving"\n')
  return await new Promise(() => undefined)
}

const [, , action = '', args = '[]'] = process.argv
const found = await actions[action]?.(...(JSON.parse(args) as never[]))
process.stdout.write(`${JSON.stringify(found)}\n`)
process.exit()
