import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { cacheFolder } from '../../src/process/toolPaths.mjs'
import { installedEnv, ownNode, root } from './dependencies.mjs'
import { electronEnv } from './electron.mjs'

/**
 * Runs the command itself, with the installed Node whatever this script runs on, and ends only after it has.
 *
 * @param {readonly string[]} command its first word is `node` or a program
 * @param {Record<string, string>} [env] what is added to its environment
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it
 */
export function handOver([program = '', ...args], env = {}) {
  const child = spawn(program === 'node' ? ownNode : program, args, {
    cwd: root,
    env: {
      ...env,
      ...installedEnv(),
      ...electronEnv(),
      NODE_COMPILE_CACHE: join(cacheFolder(), 'compiled'),
    },
    stdio: 'inherit',
  })
  // A terminal's Ctrl-C reaches the child by itself; a signal sent to this process alone has to be passed on.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}
