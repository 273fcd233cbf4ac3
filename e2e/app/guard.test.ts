import { execFile } from 'node:child_process'
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createTestProfile } from '../../src/hub/testing/testProfile.ts'
import { BuskerError } from '../../src/shared/errors.ts'
import { address, hex32, label } from '../../src/shared/ids.ts'
import { toAmount } from '../../src/shared/money.ts'
import { encodeNetworkProfile } from '../../src/shared/networkProfile.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { ask } from '../../harness/app/ask.ts'
import { chooseInDialogs, declineDialogs } from '../../harness/app/dialogs.ts'
import { giveFile } from '../../harness/app/giveFile.ts'
import { createIdentity } from '../../harness/app/identity.ts'
import { launchApp, type RunningApp } from '../../harness/app/launchApp.ts'

const somebody = address.parse(`0x${'c3'.repeat(20)}`)
const song = label.parse(`track/${'a1'.repeat(16)}/1`)
const tokens = (amount: bigint) => toAmount(amount * 10n ** 18n)

let busker: RunningApp
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-guard-'))
  const keys = { privateKey: hex32.parse(`0x${'1'.repeat(64)}`), peerSeed: new Uint8Array(32).fill(2) }
  const network = join(folder, 'network.json')
  await writeFile(network, encodeNetworkProfile(await createTestProfile(keys)))
  const userData = join(folder, 'user')
  // As one that an older version, or another program, has made.
  await mkdir(userData, { mode: 0o755 })
  busker = await launchApp({ userData, args: [`--busker-network=${network}`] })
  await createIdentity(busker)
  const isOpen = async () => (await ask(busker.window, 'app.state', {})).phase === 'open'
  await vi.waitUntil(isOpen, { timeout: 30_000, interval: 250 })
})
afterAll(async () => {
  await busker.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'none',
    (error: unknown) => (error instanceof BuskerError ? error.code : String(error)),
  )

describe('a page that asks for money by itself', () => {
  test.each([
    [
      'a tip',
      () => ask(busker.window, 'send', { to: somebody, amount: tokens(3n) }),
      `Send 3 T to ${somebody}?`,
    ],
    [
      'a large deposit',
      () => ask(busker.window, 'deposit', { amount: tokens(21n) }),
      'Put 21 T into your channel',
    ],
    [
      'a withdrawal',
      () => ask(busker.window, 'withdraw', { amount: tokens(1n) }),
      'Take 1 T out of your channel',
    ],
    [
      'a close',
      () => ask(busker.window, 'closeChannel', { partner: somebody }),
      `Close your channel with ${somebody}?`,
    ],
    [
      'a purchase above the limit',
      () => ask(busker.window, 'buy', { label: song, confirmed: tokens(21n), follow: false }),
      `Pay 21 T for ${song}?`,
    ],
    [
      'a higher limit',
      () => ask(busker.window, 'app.setSpendingLimit', { limit: tokens(1_000n) }),
      'up to 1000 T a day',
    ],
  ] as const)(
    'has a person asked about %s, where it can’t press, and is refused',
    async (_what, call, message) => {
      const asked = await declineDialogs(busker.app)
      expect(await codeOf(call())).toBe('CONFIRMATION_DECLINED')
      expect(await asked()).toEqual([expect.stringContaining(message)])
    },
  )

  test('may spend up to the limit, which a person can set to nothing', async () => {
    const buy = () => codeOf(ask(busker.window, 'buy', { label: song, confirmed: tokens(5n), follow: false }))
    // The node is asked, and knows no such song.
    expect(await buy()).toBe('CATALOGUE_UNKNOWN')
    expect((await ask(busker.window, 'app.setSpendingLimit', { limit: tokens(0n) })).limit).toBe(0n)
    const asked = await declineDialogs(busker.app)
    expect(await buy()).toBe('CONFIRMATION_DECLINED')
    expect(await asked()).toEqual([expect.stringContaining('Pay 5 T')])
  })
})

test.runIf(process.platform === 'linux')('a node that can’t be opened leaves no file open', async () => {
  await ask(busker.window, 'app.setSpendingLimit', { limit: tokens(0n) })
  const { stdout } = await promisify(execFile)('find', [busker.userData, '-name', 'spending.json'])
  const kept = stdout.trim()
  await rename(kept, `${kept}.away`)
  await mkdir(kept)
  const { network } = await ask(busker.window, 'app.state', {})
  const reopen = () => ask(busker.window, 'app.chooseNetwork', { id: network?.id ?? '' })
  try {
    expect((await reopen()).phase).toBe('opening')
    expect(await openFilesIn(join(busker.userData, 'nodes'))).toEqual([])
  } finally {
    await rmdir(kept)
    await rename(`${kept}.away`, kept)
  }
  expect(await reopen()).toMatchObject({ phase: 'open', problem: null })
})

/** What the main process has open there. */
async function openFilesIn(within: string): Promise<string[]> {
  const pid = await busker.app.evaluate(() => process.pid)
  const fds = `/proc/${pid}/fd`
  // Some are closed while they are looked at.
  const files = await Promise.all((await readdir(fds)).map((fd) => readlink(join(fds, fd)).catch(() => '')))
  return files.filter((file) => file.startsWith(`${within}/`))
}

describe('a page that names files by itself', () => {
  test.each(['/etc/passwd', '/', '/proc/self/environ'])('is refused %s', async (path) => {
    expect(await codeOf(ask(busker.window, 'inspect', { paths: [path] }))).toBe('FILE_NOT_CHOSEN')
    const track = { file: path, price: tokens(1n), edits: {} }
    expect(await codeOf(ask(busker.window, 'upload', { tracks: [track] }))).toBe('FILE_NOT_CHOSEN')
  })

  test('makes up no file that lies anywhere, and is given those that a person drops or chooses', async () => {
    const [dropped, album] = [join(folder, 'dropped.wav'), join(folder, 'album')]
    await mkdir(album)
    for (const file of [dropped, join(album, 'one.wav')]) await synthesiseWav(file, { seconds: 1, seed: 1 })
    const made = await busker.window.evaluate((path) => window.busker.pathOf(new File(['x'], path)), dropped)
    expect(made).toBe('')
    expect(await codeOf(ask(busker.window, 'inspect', { paths: [dropped] }))).toBe('FILE_NOT_CHOSEN')
    expect(await giveFile(busker.window, dropped)).toBe(dropped)
    expect(await ask(busker.window, 'inspect', { paths: [dropped] })).toMatchObject([
      { file: dropped, problem: null },
    ])
    await chooseInDialogs(busker.app, album)
    await ask(busker.window, 'app.chooseAudio', { kind: 'folder' })
    const inside = join(album, 'one.wav')
    expect(await ask(busker.window, 'inspect', { paths: [inside] })).toMatchObject([{ file: inside }])
    const track = { file: inside, price: tokens(1n), edits: { artwork: '/etc/passwd' } }
    expect(await codeOf(ask(busker.window, 'upload', { tracks: [track] }))).toBe('FILE_NOT_CHOSEN')
  })
})

test.runIf(process.platform === 'linux')(
  'nothing of its data is readable by others on this machine',
  async () => {
    expect((await stat(busker.userData)).mode & 0o777).toBe(0o700)
    const { stdout } = await promisify(execFile)('find', [
      join(busker.userData, 'nodes'),
      '-perm',
      '/077',
      '!',
      '-type',
      'l',
    ])
    const open = stdout.split('\n').filter((path) => path !== '')
    expect(open).toEqual([])
  },
)

test.runIf(process.platform === 'linux')('no process of it leaves its memory in a core dump', async () => {
  const pids = await busker.app.evaluate(({ app }) =>
    app.getAppMetrics().map(({ pid, type }) => ({ pid, type })),
  )
  expect(new Set(pids.map(({ type }) => type))).toContain('Tab')
  const filters = pids.map(async ({ pid, type }) => {
    const filter = await readFile(`/proc/${pid}/coredump_filter`, 'utf8')
    return [type, filter.trim()]
  })
  for (const [type, filter] of await Promise.all(filters)) expect([type, filter]).toEqual([type, '00000000'])
})
