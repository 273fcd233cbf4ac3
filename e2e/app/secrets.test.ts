import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bytesToHex } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { descendantsOf } from '../../src/localnet/testing/descendants.ts'
import { ask } from '../../harness/app/ask.ts'
import { beginTrial, passphrase, protectTrial, unlock, waitUntilRunning } from '../../harness/app/identity.ts'
import { launchApp, type RunningApp } from '../../harness/app/launchApp.ts'
import { type LocalnetHarness, openLocalnetHarness } from '../../harness/localnetHarness.ts'

let harness: LocalnetHarness
let busker: RunningApp
let secrets: ReadonlyMap<string, readonly Buffer[]>

beforeAll(async () => {
  harness = await openLocalnetHarness()
  busker = await launchApp({ localnet: harness.folder })
  // By way of a trial: its words are shown, too, once they are written down.
  await beginTrial(busker)
  await waitUntilRunning(busker)
  const words = await protectTrial(busker)
  secrets = encodingsOf(words)
  // A page that has asked for everything knows all that it can.
  await Promise.all([
    ask(busker.window, 'status', {}),
    ask(busker.window, 'identity', {}),
    ask(busker.window, 'wallet', {}),
    ask(busker.window, 'snapshotKeep', {}),
  ])
  await ask(busker.window, 'app.lock', {})
  await unlock(busker)
  await waitUntilRunning(busker)
})
afterAll(async () => {
  await busker.close()
  await harness.close()
})

test('the search finds what is there', () => {
  const hay = Buffer.from(`before ${passphrase} after`, 'utf16le')
  expect(findSecrets(hay)).toEqual(['passphrase'])
})

test('the main window’s memory holds no word, passphrase or key', async () => {
  const session = await busker.window.context().newCDPSession(busker.window)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  const snapshot = chunks.join('')
  expect(snapshot.length).toBeGreaterThan(1_000_000)
  // What the page does know is in there: the search is one that finds.
  expect(snapshot).toContain((await ask(busker.window, 'status', {})).account)
  expect(findSecrets(Buffer.from(snapshot))).toEqual([])
})

test('no file of the application holds one, logs and Chromium’s own among them', async () => {
  const files = await readdir(busker.userData, { recursive: true, withFileTypes: true })
  let searched = 0
  for (const file of files.filter((each) => each.isFile())) {
    const path = join(file.parentPath, file.name)
    expect([path, findSecrets(await readFile(path))]).toEqual([path, []])
    searched += 1
  }
  expect(searched).toBeGreaterThan(20)
})

test.runIf(process.platform === 'linux')('no process shows one in its arguments or environment', async () => {
  const main = busker.app.process().pid ?? 0
  const all = [main, ...descendantsOf(main).map(({ pid }) => pid)]
  expect(all.length).toBeGreaterThan(4)
  for (const pid of all) {
    for (const part of ['cmdline', 'environ']) {
      const bytes = await readFile(`/proc/${pid}/${part}`).catch(() => Buffer.alloc(0))
      expect([pid, part, findSecrets(bytes)]).toEqual([pid, part, []])
    }
  }
})

/** Every secret, in each form in which it could lie somewhere. */
function encodingsOf(words: string): Map<string, readonly Buffer[]> {
  const key = mnemonicToAccount(words).getHdKey().privateKey
  if (key === null) throw new Error('There is no key.')
  const hex = bytesToHex(key).slice(2)
  const list = words.split(' ')
  const text = (value: string) => [Buffer.from(value), Buffer.from(value, 'utf16le')]
  return new Map([
    ['words', [...text(words), ...text(list.join(',')), ...text(list.join('","'))]],
    ['half of the words', [...text(list.slice(0, 12).join(' ')), ...text(list.slice(12).join(' '))]],
    ['passphrase', text(passphrase)],
    ['private key', [Buffer.from(key), ...text(hex), ...text(Buffer.from(key).toString('base64'))]],
  ])
}

function findSecrets(hay: Buffer): string[] {
  return [...(secrets ?? new Map())]
    .filter(([, needles]) => needles.some((needle) => hay.includes(needle)))
    .map(([name]) => name)
}
