import { spawn } from 'node:child_process'
import { nodeArguments, nodeEnvironment, smallHeapArguments } from './nodeArguments.mjs'
import { scrubbedEnvironment, type ChildHandle, type Launcher, type LaunchSpec } from './launcher.ts'

/**
 * Launches children as processes of this same Node, with a channel that carries structured clones (bigint, bytes).
 * Each is in a process group of its own, so that Ctrl-C reaches only the parent, which then stops them in order.
 */
export const forkLauncher: Launcher = { launch }

function launch({ entry, args, smallHeap = false }: LaunchSpec): ChildHandle {
  const options = [...nodeArguments, ...(smallHeap ? smallHeapArguments : [])]
  const child = spawn(process.execPath, [...options, entry, ...args], {
    env: { ...nodeEnvironment, ...scrubbedEnvironment() },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    detached: true,
  })
  return {
    get pid() {
      return child.pid
    },
    outputs: [child.stdout, child.stderr].filter((stream) => stream !== null),
    send: (message) => {
      if (!child.connected) return void child.emit('error', new Error('the channel to the child is closed'))
      child.send(message as object, (error) => error && child.emit('error', error))
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('close', (code, signal) => listener({ code, signal })),
    onError: (listener) => void child.on('error', listener),
    kill: (signal) => void child.kill(signal),
  }
}
