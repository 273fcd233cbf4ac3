import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { runCommand } from './testing/runCommand.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'busker-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

const here = (...args: string[]) => ['--data', join(folder, 'nobody'), ...args]

test.each([
  ['help', ['--help'], 0],
  ['a command nobody knows', ['perform'], 2],
  ['an option nobody knows', ['status', '--loudly'], 2],
  ['a command that lacks an argument', ['publish', '--price', '1'], 2],
  ['a label of the wrong form', here('buy', 'a song', '--max', '1'), 2],
  ['a descriptor of the wrong form', here('node', '--passphrase-fd', 'three'), 2],
  ['a receipt that is not there', here('verify-receipt', 'nowhere.txt'), 2],
  ['a node that does not run', here('status'), 3],
  ['an order where no node runs', here('buy', `track/${'0'.repeat(32)}/1`, '--max', '1'), 3],
  ['a passphrase where there is no vault', here('passphrase'), 1],
])('%s ends with its exit code', async (_what, args, code) => {
  expect((await runCommand(args)).code).toBe(code)
})

test('with --json every failure is one line of JSON with its code on standard error, and nothing else', async () => {
  for (const [args, code] of [
    [here('status'), 'CONTROL_NODE_NOT_RUNNING'],
    [here('perform'), 'CLI_USAGE'],
    [here('passphrase'), 'VAULT_MISSING'],
    [['tower', folder, '--service'], 'CLI_SERVICE_UNPACKED'],
    [['ursula', 'up', folder, '--service'], 'CLI_SERVICE_UNPACKED'],
    [['relay', 'up', folder, '--service', 'busker-relay-2'], 'CLI_SERVICE_UNPACKED'],
  ] as const) {
    const { stdout, stderr } = await runCommand([...args, '--json'])
    expect(stdout).toBe('')
    expect(JSON.parse(stderr)).toMatchObject({ error: { code } })
  }
})

test('a shell’s script is one that the shell can read, and what it asks is answered in its form', async () => {
  const { stdout } = await runCommand(['completion', 'bash'])
  expect(spawnSync('bash', ['-n'], { input: stdout }).status).toBe(0)
  expect(stdout).toContain('busker complete -- ')
  const answer = await runCommand(['complete', '--', 'hub', 'sta'])
  expect(answer).toMatchObject({ code: 0, stdout: expect.stringMatching(/^status\t.*\n:4\n$/) })
  expect((await runCommand(['complete', '--', 'publish', ''])).stdout).toBe(':0\n')
})

test('the help tells the exit codes', async () => {
  expect((await runCommand(['--help'])).stdout).toMatch(/Exit codes:[^]*3 {2}no node runs/)
})

test('an identity is made once, its words are shown once, and its passphrase can be changed', async () => {
  const at = ['--data', join(folder, 'ada'), '--json']
  const made = await runCommand([...at, 'init', '--passphrase-fd', '3'], ['correct horse battery'])
  const { account, words } = JSON.parse(made.stdout)
  expect(account).toMatch(/^0x[0-9a-f]{40}$/)
  expect(words.split(' ')).toHaveLength(24)

  const again = await runCommand([...at, 'init', '--passphrase-fd', '3'], ['correct horse battery'])
  expect(again).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('VAULT_EXISTS') })

  const change = [...at, 'passphrase', '--passphrase-fd', '3']
  const wrong = await runCommand(change, ['wrong horse battery', 'another horse battery'])
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('VAULT_WRONG_PASSPHRASE') })
  expect((await runCommand(change, ['correct horse battery', 'another horse battery'])).code).toBe(0)
  expect((await runCommand(change, ['another horse battery', 'short'])).stderr).toContain(
    'VAULT_PASSPHRASE_WEAK',
  )

  const restored = await runCommand(
    [
      '--data',
      join(folder, 'grace'),
      '--json',
      'init',
      '--restore',
      '--no-hub',
      '--words-fd',
      '3',
      '--passphrase-fd',
      '3',
    ],
    [words, 'correct horse battery'],
  )
  expect(JSON.parse(restored.stdout)).toMatchObject({ account, snapshot: null, hubAsked: false })
})

test('what is no receipt is refused with a reason, without a node', async () => {
  const file = join(folder, 'receipt.txt')
  writeFileSync(file, 'I paid, honestly\n')
  const { code, stderr } = await runCommand(here('verify-receipt', file))
  expect(code).toBe(1)
  expect(stderr).toContain('RECEIPT_MISSING')
})
