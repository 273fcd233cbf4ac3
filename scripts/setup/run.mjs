import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Runs a program to its end and keeps what it prints.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options]
 * @returns {Promise<{ ok: boolean, output: string, timedOut: boolean }>} ok when it exited with 0
 */
export function run(program, args, { cwd, env, timeoutMs = 15 * 60_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      child.kill('SIGKILL')
    }, timeoutMs)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
    child.on('error', (error) => (output += error.message))
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ ok: code === 0, output, timedOut })
    })
  })
}

/**
 * The last line of a program's output that says something, for use in a sentence.
 *
 * @param {string} output
 * @returns {string} without addresses of servers and without its final full stop
 */
export function lastLine(output) {
  const lines = output.split('\n').map((line) => line.trim())
  const line = lines.findLast?.((text) => text !== '' && !text.startsWith('npm notice')) ?? ''
  return line.replace(/https?:\/\/\S+/g, '(address)').replace(/\.$/, '') || 'it said nothing'
}

/**
 * @param {string} program
 * @returns {boolean} whether it stands in PATH
 */
export function inPath(program) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
