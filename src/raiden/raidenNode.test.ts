import { expect, test } from 'vitest'
import type { ParentMessage } from '../process/childContract.ts'
import type { ChildHandle } from '../process/launcher.ts'
import { hex32 } from '../shared/ids.ts'
import type { RaidenNetwork } from './raidenNetwork.ts'
import { RaidenNode } from './raidenNode.ts'

const hello = { address: `0x${'11'.repeat(20)}`, block: 1 }

/** A child that does what it is told, and ends when it is told to. */
function createChild() {
  const heard: ParentMessage[] = []
  let say: (message: unknown) => void = () => undefined
  const exit = Promise.withResolvers<void>()
  const child: ChildHandle = {
    pid: 1,
    outputs: [],
    send: (message) => {
      const told = message as ParentMessage
      heard.push(told)
      if (told.kind === 'request') say({ kind: 'result', id: told.id, result: null })
      if (told.kind === 'stop') exit.resolve()
    },
    onMessage: (listener) => (say = listener),
    onExit: (listener) => void exit.promise.then(() => listener({ code: 0, signal: null })),
    onError: () => undefined,
    kill: () => exit.resolve(),
  }
  const times = () =>
    heard.flatMap((message) =>
      message.kind === 'request' ? [(message.params as { time: number }).time] : [],
    )
  return { child, times, heard, getReady: () => say({ kind: 'ready', payload: hello }) }
}

/** A clock that says what it is told. */
function createClock(time: number) {
  const listeners = new Set<() => void>()
  const clock = {
    isKnown: true,
    now: () => time,
    onChange: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const set = (other: number) => {
    time = other
    for (const listener of listeners) listener()
  }
  return { clock, set }
}

test('the child is told the chain’s time when it is ready, also what changed while it was starting', async () => {
  const { child, times, heard, getReady } = createChild()
  const { clock, set } = createClock(1000)
  const node = new RaidenNode({
    network: {} as RaidenNetwork,
    dataFolder: '/nowhere',
    privateKey: () => hex32.parse(`0x${'22'.repeat(32)}`),
    clock,
    launcher: { launch: () => child },
  })
  const starting = node.start()
  expect(heard).toMatchObject([{ kind: 'start', payload: { chainTime: 1000 } }])
  set(46_000)
  expect(times()).toEqual([])
  getReady()
  await starting
  expect(times()).toEqual([46_000])
  set(47_000)
  expect(times()).toEqual([46_000, 47_000])
  await node.stop()
  set(48_000)
  expect(times()).toEqual([46_000, 47_000])
})
