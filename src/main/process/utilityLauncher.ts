import { basename } from 'node:path'
import { utilityProcess } from 'electron'
import {
  cacheEnvironment,
  scrubbedEnvironment,
  type ChildHandle,
  type Launcher,
  type LaunchSpec,
} from '../../process/launcher.ts'

/** Launches children as Electron's utility processes: they are Node processes, in an application that cannot be run as Node. */
export const utilityLauncher: Launcher = { launch }

function launch({ entry, args }: LaunchSpec): ChildHandle {
  const child = utilityProcess.fork(entry, [...args], {
    env: { ...scrubbedEnvironment(), ...cacheEnvironment() },
    stdio: ['ignore', 'pipe', 'pipe'],
    serviceName: `Busker ${basename(entry)}`,
  })
  let hasExited = false
  child.once('exit', () => (hasExited = true))
  return {
    get pid() {
      return child.pid
    },
    // Electron's own typing says null for the other choices of `stdio`.
    outputs: [child.stdout, child.stderr].filter((stream) => stream !== null),
    send: (message) => {
      if (!hasExited) child.postMessage(message)
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener({ code, signal: null })),
    onError: () => undefined,
    kill: (signal) => {
      if (child.pid !== undefined) process.kill(child.pid, signal)
    },
  }
}
