import { inPath, run } from './run.mjs'

const clients = [['python3', '-m', 'pip'], ['pip3'], ['pip'], ['python', '-m', 'pip']]

/** @returns {Promise<{ program: string, args: string[] } | undefined>} how pip is called on this machine, if it has one */
export async function findPip() {
  for (const [program, ...args] of clients) {
    if (program === undefined || !inPath(program)) continue
    const { ok } = await run(program, [...args, '--version'])
    if (ok) return { program, args }
  }
  return undefined
}
