import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { synthesiseWav } from '../node/media/synthesise.ts'
import { revealWords } from '../node/keys/vault.ts'
import { passphraseLock } from '../node/keys/vaultLock.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { Party } from './demo/party.ts'
import { createStage, type Stage } from './demo/stage.ts'
import { runCommand, told } from './testing/runCommand.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const passphrase = 'everybody here has this one'
const price = 1_500_000_000_000_000_000n
let stage: Stage
let artist: Party
let listener: Party
let friend: Party
let label: string
const at = (name: string) => join(stage.folder, name)

beforeAll(async () => {
  stage = await createStage()
  const party = (name: string) =>
    new Party({ name, folder: at(name), network: at('network.json'), passphrase })
  artist = party('ada')
  listener = party('grace')
  friend = party('joan')
  const all = [artist, listener, friend]
  await Promise.all([stage.openNetwork(), ...all.map((one) => one.init())])
  await Promise.all(all.map((one) => one.start()))
})
afterAll(async () => {
  await Promise.all([artist.stop(), listener.stop(), friend.stop()])
  await stage.close()
  await stage.remove()
})

const refused = (party: Party, ...args: string[]) => runCommand(['--data', party.folder, '--json', ...args])

test('an artist connects to receive, and publishes', async () => {
  await Promise.all([
    told(artist, 'wallet', 'connect', '--deposit', '0'),
    told(listener, 'wallet', 'connect', '--deposit', '20'),
  ])
  await synthesiseWav(at('song.wav'), { seconds: 14, seed: 4 })
  const work = await told(
    artist,
    'publish',
    at('song.wav'),
    '--price',
    '1.50',
    '--title',
    'Ballad',
    '--artist',
    'Ada',
  )
  expect(work).toMatchObject({ title: 'Ballad', price: String(price), isOwn: true })
  label = work.label
})

test('what is no audio is refused with the reason', async () => {
  const { code, stderr } = await refused(artist, 'publish', at('network.json'), '--price', '1')
  expect(code).toBe(1)
  expect(stderr).toMatch(/MEDIA_/)
})

test('a listener finds it, cannot play it, and is told so', async () => {
  await vi.waitFor(async () => expect(await told(listener, 'search', 'ballad')).toHaveLength(1), {
    timeout: 60_000,
    interval: 500,
  })
  const { code, stderr } = await refused(listener, 'play', label, '--out', at('stolen.wav'))
  expect(code).toBe(1)
  expect(stderr).toContain('PLAYBACK_NOT_OWNED')
  expect(existsSync(at('stolen.wav'))).toBe(false)
})

test('agreeing to less than the price is refused, and nothing is ordered', async () => {
  const { code, stderr } = await refused(listener, 'buy', label, '--max', '1.49')
  expect(code).toBe(1)
  expect(stderr).toContain('ORDER_COSTS_MORE')
  expect(await told(listener, 'orders')).toEqual([])
})

test('where nobody can agree to a price, none is assumed', async () => {
  expect(await refused(listener, 'buy', label)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('CLI_PRICE_OPEN'),
  })
})

test('the listener buys and plays it, and anybody can check the receipt without a node', async () => {
  const order = await told(listener, 'buy', label, '--max', '1.50')
  expect(order).toMatchObject({ hasAccess: true, paid: String(price) })
  const sound = await told(listener, 'play', label, '--out', at('bought.wav'))
  expect(sound.samples).toBe(14 * 44_100)
  expect(await told(listener, 'works', '--bought')).toMatchObject([{ label, isOwned: true }])
  expect(await told(listener, 'orders')).toMatchObject([{ id: order.id }])

  await told(listener, 'receipt', order.id.slice(0, 12), '--out', at('receipt.txt'))
  const checked = await runCommand(['--data', at('nobody'), '--json', 'verify-receipt', at('receipt.txt')])
  expect(JSON.parse(checked.stdout)).toMatchObject({ label, amount: String(price), buyer: order.recipient })
  const text = await readFile(at('receipt.txt'), 'utf8')
  const forged = text.trim().replace(/.{4}$/, (end) => (end === 'AAAA' ? 'BBBB' : 'AAAA'))
  await writeFile(at('forged.txt'), forged)
  const lie = await runCommand(['--json', 'verify-receipt', at('forged.txt')])
  expect(lie.code).toBe(1)
  expect(lie.stderr).toMatch(/PROTOCOL_(FORGED|MALFORMED)/)
})

test('the artist sees the sale, the grant and the money, and can revoke', async () => {
  expect(await told(artist, 'orders', '--sold')).toMatchObject([{ label, amount: String(price) }])
  expect(await told(artist, 'wallet')).toMatchObject({ spendable: String(price) })
  const [grant] = await told(artist, 'grants')
  expect(await told(artist, 'revoke', grant.id)).toMatchObject({ isRevoked: true })
  // What was opened before stays playable.
  await told(listener, 'play', label, '--out', at('again.wav'))
})

test('a gift is paid by one and played by the other', async () => {
  await told(friend, 'identity', '--out', at('joan.card'))
  expect(await told(listener, 'buy', label, '--max', '1.50', '--gift', at('joan.card'))).toMatchObject({
    paid: String(price),
  })
  await vi.waitFor(async () => expect(await told(friend, 'works', '--bought')).toHaveLength(1), {
    timeout: 60_000,
    interval: 500,
  })
  await told(friend, 'play', label, '--out', at('gift.wav'))
})

test('a snapshot file and the words bring the purchase back elsewhere', async () => {
  await told(listener, 'snapshot', 'export', at('grace.snapshot'))
  const words = await revealWords(nodeFolder(listener.folder).vault, passphraseLock(passphrase))
  const from = ['snapshot', 'import', at('grace.snapshot'), '--words-fd', '3', '--passphrase-fd', '3']
  const back = await runCommand(['--data', at('elsewhere'), '--json', ...from], [words, passphrase])
  expect(JSON.parse(back.stdout)).toMatchObject({ snapshot: { from: 'file' }, hubAsked: false })

  await listener.stop()
  const restored = new Party({
    name: 'restored',
    folder: at('elsewhere'),
    network: at('network.json'),
    passphrase,
  })
  await restored.start('ready')
  try {
    await told(restored, 'play', label, '--out', at('restored.wav'))
    expect(await readFile(at('restored.wav'))).toEqual(await readFile(at('bought.wav')))
  } finally {
    await restored.stop()
  }
})
