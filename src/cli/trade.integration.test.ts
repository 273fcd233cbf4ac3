import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { UploadView } from '../shared/api/studio.ts'
import { synthesiseWav } from '../testAudio/synthesise.ts'
import { revealWords } from '../node/keys/vault.ts'
import { passphraseLock } from '../node/keys/vaultLock.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { NodeProcess } from './nodeProcess.ts'
import { createTradeHarness, type TradeHarness } from './demo/tradeHarness.ts'
import { runCommand, runJsonCommand } from './testing/runCommand.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const passphrase = 'everybody here has this one'
/** As the dollar tokens of real chains have. */
const tokenDecimals = 6
const price = 1_500_000n
const spendable = async () => BigInt((await runJsonCommand(listener, 'wallet')).spendable)
let harness: TradeHarness
let artist: NodeProcess
let listener: NodeProcess
let friend: NodeProcess
let label: string
/** What the listener downloaded. */
let boughtFile: string
const at = (name: string) => join(harness.folder, name)

beforeAll(async () => {
  harness = await createTradeHarness({ tokenDecimals })
  const nodeProcess = (name: string) =>
    new NodeProcess({ name, folder: at(name), network: at('network.json'), passphrase })
  artist = nodeProcess('ada')
  listener = nodeProcess('grace')
  friend = nodeProcess('joan')
  const all = [artist, listener, friend]
  await Promise.all([harness.startNetwork(), ...all.map((one) => one.init())])
  await Promise.all(all.map((one) => one.start()))
})
afterAll(async () => {
  await Promise.all([artist.stop(), listener.stop(), friend.stop()])
  await harness.close()
  await harness.remove()
})

const refused = (nodeProcess: NodeProcess, ...args: string[]) =>
  runCommand(['--data', nodeProcess.folder, '--json', ...args])

test('an artist connects to receive, and publishes', async () => {
  await Promise.all([
    runJsonCommand(artist, 'wallet', 'connect', '--deposit', '0'),
    runJsonCommand(listener, 'wallet', 'connect', '--deposit', '20'),
  ])
  await synthesiseWav(at('song.wav'), { seconds: 14, seed: 4 })
  await writeFile(at('song.lrc'), '[00:04.10]The tide comes in')
  const work = await runJsonCommand(
    artist,
    'publish',
    at('song.wav'),
    '--price',
    '1.50',
    '--title',
    'Ballad',
    '--artist',
    'Ada',
    '--composer',
    'Tilda Brandt',
    '--copyright',
    '',
    '--lyrics',
    at('song.lrc'),
  )
  expect(work).toMatchObject({ title: 'Ballad', price: String(price), isOwn: true })
  label = work.label
})

test('what is no audio is refused with the reason', async () => {
  const { code, stderr } = await refused(artist, 'publish', at('network.json'), '--price', '1')
  expect(code).toBe(1)
  expect(stderr).toMatch(/MEDIA_/)
})

test('what holds a release back is listed, tried again, and taken back', async () => {
  const prices = ['--price', '1', '--track-price', '1']
  const wrong = ['--artwork', at('network.json')]
  const failed = await refused(artist, 'publish-release', at('song.wav'), ...prices, ...wrong)
  expect(failed.stderr).toContain('MEDIA_ARTWORK_UNSUPPORTED')
  const listed: UploadView[] = await runJsonCommand(artist, 'uploads')
  expect(listed.map(({ kind, state }) => [kind, state])).toEqual([
    ['track', 'announced'],
    ['track', 'failed'],
    ['release', 'waiting'],
  ])
  const [ballad, track, release] = listed
  if (ballad === undefined || track === undefined || release === undefined)
    throw new Error('There is a release with a track.')
  expect(track.problem?.code).toBe('MEDIA_ARTWORK_UNSUPPORTED')
  const again: UploadView[] = await runJsonCommand(artist, 'uploads', 'resume', track.id.slice(0, 24))
  expect(again.map(({ id }) => id)).toEqual([track.id])
  const nobody = await refused(artist, 'uploads', 'remove', 'nothing')
  expect(nobody.stderr).toContain('busker uploads')
  expect(await runJsonCommand(artist, 'uploads', 'remove', release.id)).toEqual({ id: release.id })
  const left: UploadView[] = await runJsonCommand(artist, 'uploads')
  expect(left.map(({ id }) => id)).toEqual([ballad.id])
  await runJsonCommand(artist, 'uploads', 'remove', ballad.id)
  expect(await runJsonCommand(artist, 'uploads')).toEqual([])
})

test('a listener finds it, cannot play it, and is told so', async () => {
  await vi.waitFor(async () => expect(await runJsonCommand(listener, 'search', 'ballad')).toHaveLength(1), {
    timeout: 60_000,
    interval: 500,
  })
  const { code, stderr } = await refused(listener, 'download', label, '--to', at('stolen'))
  expect(code).toBe(1)
  expect(stderr).toContain('PLAYBACK_NOT_OWNED')
  expect(await readdir(at('stolen'))).toEqual([])
})

test('agreeing to less than the price is refused, and nothing is ordered', async () => {
  const { code, stderr } = await refused(listener, 'buy', label, '--max', '1.49')
  expect(code).toBe(1)
  expect(stderr).toContain('ORDER_COSTS_MORE')
  expect(await runJsonCommand(listener, 'orders')).toEqual([])
})

test('where nobody can agree to a price, none is assumed', async () => {
  expect(await refused(listener, 'buy', label)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('CLI_PRICE_OPEN'),
  })
})

test('the listener buys and plays it, and anybody can check the receipt without a node', async () => {
  const order = await runJsonCommand(listener, 'buy', label, '--max', '1.50')
  expect(order).toMatchObject({ hasAccess: true, paid: String(price) })
  const { files } = await runJsonCommand(listener, 'download', label, '--to', at('bought'))
  expect(files).toMatchObject([{ title: 'Ballad', samples: 14 * 44_100, isNew: true }])
  boughtFile = files[0].file
  expect(await runJsonCommand(listener, 'works', '--bought')).toMatchObject([{ label, isOwned: true }])
  expect(await runJsonCommand(listener, 'orders')).toMatchObject([{ id: order.id }])

  await runJsonCommand(listener, 'receipt', order.id.slice(0, 12), '--out', at('receipt.txt'))
  const checked = await runCommand(['--data', at('nobody'), '--json', 'verify-receipt', at('receipt.txt')])
  expect(JSON.parse(checked.stdout)).toMatchObject({ label, amount: String(price), buyer: order.recipient })
  await runJsonCommand(listener, 'receipt', order.id.slice(0, 12), '--out', at('receipt.html'))
  const page = await readFile(at('receipt.html'), 'utf8')
  expect(page).toContain('<bdi>Ballad</bdi>')
  await writeFile(at('changed.html'), page.replaceAll('Ballad', 'Everything').replaceAll('1.50', '1000.00'))
  const changed = await runCommand(['--data', at('nobody'), '--json', 'verify-receipt', at('changed.html')])
  expect(JSON.parse(changed.stdout)).toEqual(JSON.parse(checked.stdout))
  const text = await readFile(at('receipt.txt'), 'utf8')
  const forged = text.trim().replace(/.{4}$/, (end) => (end === 'AAAA' ? 'BBBB' : 'AAAA'))
  await writeFile(at('forged.txt'), forged)
  const lie = await runCommand(['--json', 'verify-receipt', at('forged.txt')])
  expect(lie.code).toBe(1)
  expect(lie.stderr).toMatch(/PROTOCOL_(FORGED|MALFORMED)/)
})

test('the listener shows what they bought, which its artist vouches for, and takes it back', async () => {
  await runJsonCommand(listener, 'collection', 'show', 'Lena')
  const until = (expected: object) =>
    vi.waitFor(async () => expect(await runJsonCommand(listener, 'collection')).toMatchObject(expected), {
      timeout: 60_000,
    })
  await until({ name: 'Lena', isUpToDate: true, works: [{ work: { label }, state: 'shown' }] })
  expect(await runJsonCommand(listener, 'also-bought', label)).toEqual({ works: [], names: [] })
  await runJsonCommand(listener, 'collection', 'withdraw')
  await until({ isShown: false, isUpToDate: true, problem: null })
})

test('the artist sees the sale, the grant and the money, and can revoke', async () => {
  expect(await runJsonCommand(artist, 'orders', '--sold')).toMatchObject([{ label, amount: String(price) }])
  const { stdout: csv } = await runCommand(['--data', artist.folder, 'orders', '--csv'])
  const [head, sold, ...others] = csv.trimEnd().split('\n')
  expect(head).toMatch(/^date,kind,type,work,buyer,/)
  expect(sold).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z,sale,track,.+,1\.5,0,0,1\.5,/)
  expect(others).toEqual([])
  const { stdout: moved } = await runCommand(['--data', artist.folder, 'wallet', 'activity'])
  const [columns, ...lines] = moved.trimEnd().split(/\r?\n/)
  expect(columns).toMatch(/^date,kind,state,work,counterparty,in,out,moved,/)
  expect(lines.filter((line) => line.includes(',sale,paid,Ballad,0x'))).toEqual([
    expect.stringMatching(/,1\.5,,,[^,]+,0,[^,]+,,0x/),
  ])
  expect(lines.some((line) => line.includes(',channel open,done,,0x'))).toBe(true)
  expect(await runJsonCommand(artist, 'wallet')).toMatchObject({ spendable: String(price) })
  const [grant] = await runJsonCommand(artist, 'grants')
  expect(await runJsonCommand(artist, 'revoke', grant.id)).toMatchObject({ isRevoked: true })
  // What was opened before stays playable.
  const again = await runJsonCommand(listener, 'download', label, '--to', at('bought'))
  expect(again.files).toMatchObject([{ file: boughtFile, isNew: false }])
})

test('a gift is paid by one, accepted and played by the other', async () => {
  const { link } = await runJsonCommand(friend, 'contacts', 'link')
  const unknown = await refused(listener, 'buy', label, '--max', '1.50', '--gift', 'Joan')
  expect(unknown.stderr).toContain('CONTACT_UNKNOWN')
  const { account } = await runJsonCommand(friend, 'wallet')
  expect(await runJsonCommand(listener, 'contacts', 'add', 'Joan', account)).toMatchObject([
    { name: 'Joan', hasCard: false },
  ])
  const cardless = await refused(listener, 'buy', label, '--max', '1.50', '--gift', 'Joan')
  expect(cardless.stderr).toContain('CONTACT_WITHOUT_CARD')
  expect(await runJsonCommand(listener, 'contacts', 'add', 'Joan', link)).toMatchObject([{ hasCard: true }])
  const said = ['--from', 'Ana', '--message', 'For the train.']
  const aimless = await refused(listener, 'buy', label, '--max', '1.50', ...said)
  expect(aimless.stderr).toContain('CLI_USAGE')
  expect(
    await runJsonCommand(listener, 'buy', label, '--max', '1.50', '--gift', 'joan', ...said),
  ).toMatchObject({ paid: String(price), recipientName: 'Joan', dedication: { note: 'For the train.' } })
  const patience = { timeout: 60_000, interval: 500 }
  const waiting = async () => (await runJsonCommand(friend, 'gifts')).gifts
  const dedicated = [
    { label, isVerified: true, giver: { contact: null, name: 'Ana' }, note: 'For the train.' },
  ]
  await vi.waitFor(async () => expect(await waiting()).toMatchObject(dedicated), patience)
  expect(await runJsonCommand(friend, 'works', '--bought')).toEqual([])
  const [{ id }] = await waiting()
  await runJsonCommand(friend, 'gifts', 'accept', id.slice(0, 12))
  await vi.waitFor(
    async () => expect(await runJsonCommand(friend, 'works', '--bought')).toHaveLength(1),
    patience,
  )
  expect(await waiting()).toEqual([])
  expect((await runJsonCommand(friend, 'orders'))[0]).toMatchObject({ dedication: { name: 'Ana' } })
  expect((await runJsonCommand(friend, 'download', label, '--to', at('gift'))).files).toHaveLength(1)
})

test('a short name at the hub is claimed, found, pinned and given up', async () => {
  expect(await runJsonCommand(listener, 'name')).toEqual({ name: null })
  expect(await runJsonCommand(listener, 'name', 'claim', '@Joan-B')).toEqual({ name: 'joan-b' })
  expect((await refused(artist, 'name', 'claim', 'joanb')).stderr).toContain('HUB_NAME_TAKEN')
  expect((await refused(artist, 'name', 'claim', 'busker')).stderr).toContain('HUB_NAME_RESERVED')
  expect((await refused(friend, 'contacts', 'add', 'X', '@nobody-here')).stderr).toContain('HUB_NAME_UNKNOWN')
  expect(await runJsonCommand(friend, 'contacts', 'add', 'Joan', '@joan-b')).toMatchObject([
    { name: 'Joan', hasCard: true, shortName: 'joan-b' },
  ])
  expect(await runJsonCommand(listener, 'name', 'release')).toEqual({ name: null })
  expect((await refused(friend, 'contacts', 'add', 'Joan', '@joan-b')).stderr).toContain('HUB_NAME_UNKNOWN')
})

test('another sound comes to who has the track, and to nobody whose access was ended', async () => {
  await synthesiseWav(at('remaster.wav'), { seconds: 1, seed: 5 })
  const newer = await runJsonCommand(artist, 'edit', label, '--sound', at('remaster.wav'))
  expect(newer).toMatchObject({ title: 'Ballad', edition: 2, price: String(price) })
  const bought = () => runJsonCommand(friend, 'works', '--bought')
  await vi.waitFor(
    async () => expect(await bought()).toMatchObject([{ label: newer.label, isOwned: true }]),
    { timeout: 60_000, interval: 500 },
  )
  const { files } = await runJsonCommand(friend, 'download', newer.label, '--to', at('remaster'))
  expect(files).toMatchObject([{ samples: 44_100 }])
  expect(await runJsonCommand(listener, 'works', '--bought')).toMatchObject([{ label, isOwned: true }])
  expect(await runJsonCommand(artist, 'orders', '--sold')).toContainEqual(
    expect.objectContaining({ label: newer.label, amount: '0', isNewEdition: true }),
  )
})

test('what has a minimum is bought for what the buyer chose, and nobody pays less', async () => {
  await synthesiseWav(at('open.wav'), { seconds: 1, seed: 6 })
  const words = ['--price', '0.30+', '--title', 'Open']
  const open = await runJsonCommand(artist, 'publish', at('open.wav'), ...words)
  expect(open).toMatchObject({ price: '300000', orMore: true })
  await vi.waitFor(
    async () =>
      expect(await runJsonCommand(listener, 'search', 'Open')).toMatchObject([
        { label: open.label, orMore: true },
      ]),
    { timeout: 60_000, interval: 500 },
  )
  const less = await refused(listener, 'buy', open.label, '--amount', '0.29')
  expect(less.stderr).toContain('ORDER_BELOW_MINIMUM')
  const said = ['--name', 'Grace \u001b[31m', '--note', 'For the train.', '--follow']
  const bought = await runJsonCommand(listener, 'buy', open.label, '--amount', '0.75', ...said)
  expect(bought).toMatchObject({ hasAccess: true, price: '750000', paid: '750000' })
  expect(await runJsonCommand(artist, 'orders', '--sold')).toContainEqual(
    expect.objectContaining({ label: open.label, amount: '750000' }),
  )
  const patience = { timeout: 60_000, interval: 500 }
  const sale = async () =>
    (await runJsonCommand(artist, 'orders', '--sold')).find(
      ({ label: of }: { label: string }) => of === open.label,
    )
  await vi.waitFor(
    async () =>
      expect((await sale()).greeting).toEqual({
        name: 'Grace [31m',
        note: 'For the train.',
        wantsThanks: true,
      }),
    patience,
  )
  const { id } = await sale()
  await runJsonCommand(artist, 'thank', id.slice(0, 12), 'Have a good journey.')
  expect((await refused(artist, 'thank', id.slice(0, 12), 'Again.')).stderr).toContain('THANKS_WRITTEN')
  await vi.waitFor(
    async () =>
      expect(await runJsonCommand(listener, 'orders')).toContainEqual(
        expect.objectContaining({ label: open.label, thanks: 'Have a good journey.' }),
      ),
    patience,
  )
  const named = await runJsonCommand(artist, 'edit', open.label, '--price', '0+')
  expect(named).toMatchObject({ price: '0', orMore: true })
})

test('a sale is paid back in parts, each once, to a buyer who is away at first and by an artist who is killed meanwhile', async () => {
  const patience = { timeout: 120_000, interval: 500 }
  const gift = (await runJsonCommand(artist, 'orders', '--sold')).find(
    (sale: { buyer: string; recipient: string; amount: string }) =>
      sale.buyer !== sale.recipient && sale.amount === String(price),
  )
  const before = await spendable()
  await listener.kill()
  await runJsonCommand(artist, 'refund', gift.id.slice(0, 12), '--amount', '0.5')
  await artist.kill()
  await artist.start()
  await listener.start()
  const said = async () => (await runCommand(['--data', artist.folder, 'orders', '--sold'])).stdout
  await vi.waitFor(async () => expect(await said()).toMatch(/refund of .+ refunded \(0\.50 /), patience)
  await runJsonCommand(artist, 'refund', gift.id.slice(0, 12), '--end-access')
  await vi.waitFor(async () => expect(await said()).toMatch(/refund of .+ refunded \(1\.50 /), patience)
  await runJsonCommand(artist, 'refund', gift.id.slice(0, 12))
  await vi.waitFor(async () => {
    const orders = await runJsonCommand(listener, 'orders')
    expect(orders).toContainEqual(
      expect.objectContaining({ refunded: expect.objectContaining({ amount: String(price) }) }),
    )
  }, patience)
  expect((await spendable()) - before).toBe(price)
  const { stdout: csv } = await runCommand(['--data', artist.folder, 'orders', '--csv'])
  expect(csv).toMatch(/,refund,track,.+,-0\.5,0[.\d]*,0,-0\.5[^]*,refund,track,.+,-1,0[.\d]*,0,-1/)
  const { stdout: moved } = await runCommand(['--data', listener.folder, 'wallet', 'activity'])
  expect(moved).toMatch(/,refund,paid,Ballad,0x[\da-f]+,0\.5,[^]*,refund,paid,Ballad,0x[\da-f]+,1,/)
  // What was opened before stays playable.
  expect((await runJsonCommand(friend, 'download', label, '--to', at('gift'))).files).toHaveLength(1)
})

test('several works cost what was said before, to the last unit, and are bought together once', async () => {
  const songs = await Promise.all(
    [5, 6].map(async (seed) => {
      const file = at(`song${seed}.wav`)
      await synthesiseWav(file, { seconds: 5, seed })
      return runJsonCommand(artist, 'publish', file, '--price', '0.25', '--title', `Song ${seed}`)
    }),
  )
  const labels = songs.map((work) => work.label)
  await vi.waitFor(async () => expect(await runJsonCommand(listener, 'search', 'song')).toHaveLength(2), {
    timeout: 60_000,
    interval: 500,
  })
  const quote = () => runJsonCommand(listener, 'buy', ...labels, ...labels, '--dry-run')
  const statesOf = ({ works }: { works: { state: string }[] }) => works.map(({ state }) => state)
  const quoted = await quote()
  expect(statesOf(quoted)).toEqual(['ready', 'ready'])
  expect([quoted.price, quoted.isFeeKnown]).toEqual(['500000', true])
  expect(BigInt(quoted.fee)).toBeGreaterThan(0n)
  const before = await spendable()
  const dearer = await refused(listener, 'buy', ...labels, '--max', '0.5')
  expect(dearer.stderr).toContain('CLI_TOTAL_ABOVE')

  expect(await runJsonCommand(listener, 'basket', 'add', ...labels)).toHaveLength(2)
  await listener.stop()
  await listener.start()
  expect(await runJsonCommand(listener, 'basket')).toHaveLength(2)
  const bought = await runJsonCommand(listener, 'basket', 'buy', '--max', '1')
  expect(bought).toMatchObject(
    labels.map((each) => ({ label: each, order: { hasAccess: true }, problem: null })),
  )
  expect(await runJsonCommand(listener, 'basket')).toEqual([])
  expect(before - (await spendable())).toBe(BigInt(quoted.price) + BigInt(quoted.fee))
  expect(statesOf(await quote())).toEqual(['owned', 'owned'])
  const nothing = await refused(listener, 'buy', ...labels, '--max', '1')
  expect(nothing.stderr).toContain('BASKET_NOTHING_TO_BUY')
  const alone = await refused(listener, 'buy', ...labels, '--max', '1', '--amount', '2')
  expect(alone.stderr).toContain('CLI_SEVERAL')
})

test('a snapshot file and the words bring the purchase back elsewhere', async () => {
  await runJsonCommand(listener, 'snapshot', 'export', at('grace.snapshot'))
  const words = await revealWords(nodeFolder(listener.folder).vault, passphraseLock(passphrase))
  const from = ['snapshot', 'import', at('grace.snapshot'), '--words-fd', '3', '--passphrase-fd', '3']
  const back = await runCommand(['--data', at('elsewhere'), '--json', ...from], [words, passphrase])
  expect(JSON.parse(back.stdout)).toMatchObject({ snapshot: { from: 'file' }, hubAsked: false })

  await listener.stop()
  const restored = new NodeProcess({
    name: 'restored',
    folder: at('elsewhere'),
    network: at('network.json'),
    passphrase,
  })
  await restored.start('ready')
  try {
    const { files } = await runJsonCommand(restored, 'download', label, '--to', at('restored'))
    expect(await readFile(files[0].file)).toEqual(await readFile(boughtFile))
  } finally {
    await restored.stop()
  }
})
