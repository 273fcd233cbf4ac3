import { readSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isatty } from 'node:tty'
import { BuskerError } from '../shared/errors.ts'

/** The longest line that is read. */
const maxBytes = 4096

/**
 * Reads one secret line: from the file descriptor given, or from standard input, without echo where a person types.
 * Never from an argument or the environment, which other programs can read. Not a byte after the line is read, so
 * several secrets may come one after the other.
 *
 * @throws BuskerError `CLI_SECRET_MISSING`
 */
export async function readSecret(question: string, fd = 0): Promise<string> {
  const line = isatty(fd) && fd === 0 ? await readHidden(question) : await readLine(fd)
  if (line === '') throw secretMissingError()
  return line
}

/**
 * A passphrase that is new: asked for twice where a person types it.
 *
 * @throws BuskerError `CLI_SECRET_MISSING`, `CLI_SECRETS_DIFFER`
 */
export async function readNewSecret(question: string, fd = 0): Promise<string> {
  const first = await readSecret(question, fd)
  if (!isatty(fd)) return first
  if ((await readSecret('Once more: ', fd)) === first) return first
  throw new BuskerError('CLI_SECRETS_DIFFER', 'The two did not match. Nothing was changed; start again.')
}

/**
 * Reads a secret that systemd hands over as a credential (systemd.exec(5)): a file that this process alone can read.
 *
 * @throws BuskerError `CLI_SECRET_MISSING`
 */
export async function readCredential(name: string): Promise<string> {
  const folder = process.env['CREDENTIALS_DIRECTORY']
  if (folder === undefined || name !== basename(name)) throw secretMissingError()
  const file = await open(join(folder, name)).catch((error: unknown) => {
    throw secretMissingError(error)
  })
  try {
    const line = await readLine(file.fd)
    if (line === '') throw secretMissingError()
    return line
  } finally {
    await file.close()
  }
}

async function readLine(fd: number): Promise<string> {
  const bytes: number[] = []
  const one = Buffer.alloc(1)
  for (;;) {
    const count = await readOne(fd, one)
    const [byte = 0] = one
    if (count === 0 || byte === 0x0a) break
    bytes.push(byte)
    if (bytes.length > maxBytes) throw secretMissingError()
  }
  return Buffer.from(bytes).toString('utf8').replace(/\r$/, '')
}

async function readOne(fd: number, into: Buffer): Promise<number> {
  for (;;) {
    try {
      return readSync(fd, into)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      // A pipe that does not block has nothing to give yet.
      if (code !== 'EAGAIN') throw secretMissingError(error)
      await setTimeout(10)
    }
  }
}

function readHidden(question: string): Promise<string> {
  const { stdin } = process
  // Before the question: what is typed the moment it shows must not be echoed.
  stdin.setRawMode(true)
  process.stderr.write(question)
  stdin.setEncoding('utf8')
  return new Promise<string>((resolve, reject) => {
    let typed: string[] = []
    const end = (finish: () => void) => {
      stdin.off('data', take)
      stdin.setRawMode(false)
      stdin.pause()
      process.stderr.write('\n')
      finish()
    }
    const take = (text: string) => {
      for (const character of text) {
        if (character === '\r' || character === '\n') return end(() => resolve(typed.join('')))
        if (character === '\u0003' || character === '\u0004') return end(() => reject(secretMissingError()))
        if (character === '\u007F' || character === '\b') typed.pop()
        else if (character === '\u0015') typed = []
        else typed.push(character)
      }
    }
    stdin.on('data', take)
    stdin.resume()
  })
}

function secretMissingError(cause?: unknown): BuskerError {
  return new BuskerError(
    'CLI_SECRET_MISSING',
    'A secret was needed and none came. Type it when asked, or give it as a line on a file descriptor.',
    { cause },
  )
}
