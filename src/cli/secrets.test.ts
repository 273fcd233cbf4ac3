import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { readCredential, readNewSecret, readSecret } from './secrets.ts'
import { commandLine } from './testing/runCommand.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'busker-secrets-'))))
afterEach(() => rmSync(folder, { recursive: true }))

async function withLines<T>(text: string, read: (fd: number) => Promise<T>): Promise<T> {
  writeFileSync(join(folder, 'lines'), text)
  const fd = openSync(join(folder, 'lines'), 'r')
  try {
    return await read(fd)
  } finally {
    closeSync(fd)
  }
}

test('secrets are read from a descriptor one line at a time, and a new one once', async () => {
  const read = await withLines('first\r\nsecond\nthird', async (fd) => [
    await readSecret('?', fd),
    await readNewSecret('?', fd),
    await readSecret('?', fd),
  ])
  expect(read).toEqual(['first', 'second', 'third'])
})

test.each([
  ['none', ''],
  ['an empty one', '\nnot this one'],
  ['one that is longer than a secret may be', 'x'.repeat(5000)],
])('%s is no secret', async (_, text) => {
  await expect(withLines(text, (fd) => readSecret('?', fd))).rejects.toMatchObject({
    code: 'CLI_SECRET_MISSING',
  })
})

// A terminal of one's own is had with script(1), which takes its arguments otherwise elsewhere.
test.runIf(process.platform === 'linux')(
  'a new passphrase is typed twice, unseen; one that differs makes no vault',
  async () => {
    const command = [process.execPath, commandLine, '--json', '--data', folder, 'init']
    const terminal = spawn('/usr/bin/script', ['-qec', command.join(' '), '/dev/null'], { stdio: 'pipe' })
    const answers = ['a passphrase\r', 'another one\r']
    let seen = ''
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      seen += text
      if (seen.endsWith(': ')) terminal.stdin.write(answers.shift() ?? '\u0003')
    })
    await once(terminal, 'close')
    expect(answers).toEqual([])
    expect(seen).toContain('CLI_SECRETS_DIFFER')
    expect(seen).not.toContain('a passphrase')
    expect(seen).not.toContain('another one')
    expect(existsSync(nodeFolder(folder).vault)).toBe(false)
  },
)

test('a credential of systemd is read by its name, and nothing outside of its folder is', async () => {
  writeFileSync(join(folder, 'passphrase'), 'correct horse\n')
  vi.stubEnv('CREDENTIALS_DIRECTORY', folder)
  try {
    expect(await readCredential('passphrase')).toBe('correct horse')
    for (const name of ['other', '../etc/passwd', `${folder}/passphrase`, '']) {
      await expect(readCredential(name)).rejects.toMatchObject({ code: 'CLI_SECRET_MISSING' })
    }
    vi.stubEnv('CREDENTIALS_DIRECTORY', undefined)
    await expect(readCredential('passphrase')).rejects.toMatchObject({ code: 'CLI_SECRET_MISSING' })
  } finally {
    vi.unstubAllEnvs()
  }
})
