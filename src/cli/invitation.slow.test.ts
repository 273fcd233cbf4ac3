import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEther } from 'viem'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openFunding } from '../hub/funding/openFunding.ts'
import { createInvitation } from '../hub/invitations/createInvitation.ts'
import { Vouchers } from '../hub/invitations/vouchers.ts'
import { type HubStore, openHubStore } from '../hub/openHubStore.ts'
import { Localnet } from '../localnet/localnet.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { decodeInvitation, encodeInvitation } from '../protocol/invitation.ts'
import { toAmount } from '../shared/money.ts'
import { synthesiseWav } from '../testAudio/synthesise.ts'
import { NodeProcess } from './nodeProcess.ts'
import { type CommandResult, runCommand, runJsonCommand } from './testing/runCommand.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const one = 10n ** 6n
const credit = toAmount(3n * one)
const day = 24 * 60 * 60_000
const passphrase = 'correct horse battery staple'
let folder: string
let localnet: Localnet
let store: HubStore
let artist: NodeProcess
let listener: NodeProcess
let second: NodeProcess
/** With credit, for one of the two listeners. */
let link: string
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-invited-'))
  localnet = new Localnet({
    folder: at('localnet'),
    parameters: { imitated: { chain: 42_161, token: 'USDC' }, settleTimeoutSeconds: 2 * 24 * 60 * 60 },
    autoRestart: false,
  })
  ;[artist, listener, second] = ['ada', 'grace', 'hedy'].map(
    (name) =>
      new NodeProcess({
        name,
        folder: at(name),
        network: nodeFolder(at(name)).network,
        passphrase,
      }),
  ) as [NodeProcess, NodeProcess, NodeProcess]
  await Promise.all([localnet.start(), artist.init(), listener.init(), second.init()])
  // As `busker hub invite` does, beside the hub that runs.
  store = openHubStore(at('localnet/hub/hub.sqlite'))
  link = await invitationTo({ credit, validForMs: day })
})
afterAll(async () => {
  await Promise.allSettled([artist.stop(), listener.stop(), second.stop()])
  store.close()
  await localnet.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
})

async function invitationTo(terms: Parameters<typeof createInvitation>[1]): Promise<string> {
  const funding = { deposit: toAmount(100n * one) }
  const engine = await openFunding(store, null, localnet.profile.hub.raidenAddress)
  return createInvitation({ store, engine, profile: localnet.profile, funding, now: Date.now }, terms)
}

const joining = (who: NodeProcess, ...args: string[]): Promise<CommandResult> =>
  runCommand(['--data', who.folder, '--json', 'join', ...args])

const errorOf = ({ stderr }: CommandResult) =>
  (JSON.parse(stderr.trim().split('\n').at(-1) ?? '{}') as { error?: { code: string } }).error?.code

test('an invitation says who runs the hub, what it costs, what it sees and what it gives', async () => {
  const { code, stdout } = await runCommand(['--data', at('nobody'), 'join', link, '--look'])
  expect(code).toBe(0)
  expect(stdout).toContain(localnet.profile.hub.operator)
  expect(stdout).toContain('on Arbitrum One')
  expect(stdout).toContain('takes at most')
  expect(stdout).toContain('The hub sees whom you pay')
  expect(stdout).toContain('3.00 USDC to spend')
})

test('what was changed on its way, has run out, or is somebody else’s profile is not joined', async () => {
  const invitation = decodeInvitation(link)
  const otherProfile = encodeInvitation({ ...invitation, profile: new Uint8Array(32).fill(1) })
  const elsewhere = encodeInvitation({ ...invitation, at: [`/ip4/127.0.0.1/tcp/${foreignPort()}`] })
  const past = await invitationTo({ credit: null, validForMs: -1 })
  expect(errorOf(await joining(listener, otherProfile))).toBe('HUB_PROFILE_UNKNOWN')
  expect(errorOf(await joining(listener, elsewhere))).toMatch(/^IPFS_PEER_/)
  expect(errorOf(await joining(listener, past))).toBe('INVITATION_EXPIRED')
  expect(errorOf(await joining(listener, link.slice(0, -4)))).toBe('INVITATION_MALFORMED')
})

/** The homeserver's: something answers there, and it is no hub. */
function foreignPort(): string {
  return new URL(localnet.profile.hub.matrixUrl).port
}

test('the contracts of an operator are accepted once, then the network is joined', async () => {
  expect(errorOf(await joining(listener, link))).toBe('NETWORK_CONTRACTS_UNACCEPTED')
  const joined = await joining(listener, link, '--accept-contracts')
  expect(JSON.parse(joined.stdout)).toMatchObject({
    joined: true,
    credit: String(credit),
    contracts: 'operator',
  })
  await writeFile(at('plain.busker'), `${await invitationTo({ credit: null, validForMs: null })}\n`)
  await runCommand(['--data', artist.folder, 'join', at('plain.busker'), '--accept-contracts'])
  await Promise.all([listener.start(), artist.start()])
})

test('its credit comes by itself, to somebody who has neither tokens nor coin', async () => {
  await vi.waitFor(
    async () => {
      const wallet = await runJsonCommand(listener, 'wallet')
      expect(wallet).toMatchObject({ spendable: String(credit), tokens: '0', gas: '0' })
    },
    { timeout: 90_000, interval: 500 },
  )
  await vi.waitFor(
    async () => expect(await listener.ask('voucher', {})).toMatchObject({ state: 'paid', credit }),
    {
      timeout: 30_000,
      interval: 500,
    },
  )
  expect(
    await new Vouchers(await openFunding(store, null, localnet.profile.hub.raidenAddress), Date.now).list(),
  ).toMatchObject([{ state: 'paid', credit }])
})

test('music is bought with it', async () => {
  await localnet.faucet().give(await accountOf(artist), { wei: parseEther('0.01'), token: 0n })
  await runJsonCommand(artist, 'wallet', 'connect', '--deposit', '0')
  await synthesiseWav(at('song.wav'), { seconds: 6, seed: 4 })
  const song = ['publish', at('song.wav'), '--price', '1.000001', '--title', 'Beginner']
  const { label } = await runJsonCommand(artist, ...song)
  await vi.waitFor(async () => expect(await runJsonCommand(listener, 'search', 'beginner')).toHaveLength(1), {
    timeout: 60_000,
    interval: 500,
  })
  const bought = await runJsonCommand(listener, 'buy', label, '--max', '1.000001')
  expect(bought).toMatchObject({ hasAccess: true, price: String(one + 1n) })
})

test('the same link gives nothing to a second person, who joins all the same', async () => {
  // The link was copied before it was redeemed, so that it still promised the credit when this one joined.
  const { voucher } = decodeInvitation(link)
  const joined = await joining(second, link, '--accept-contracts')
  expect(JSON.parse(joined.stdout)).toMatchObject({
    joined: true,
    creditProblem: { code: 'HUB_VOUCHER_USED' },
  })
  await writeFile(nodeFolder(second.folder).voucher, Buffer.from(voucher ?? []).toString('hex'))
  await second.start()
  await vi.waitFor(
    async () =>
      expect(await second.ask('voucher', {})).toMatchObject({
        state: 'refused',
        problem: { code: 'HUB_VOUCHER_USED' },
      }),
    { timeout: 30_000, interval: 500 },
  )
  expect(await runJsonCommand(second, 'wallet')).toMatchObject({ spendable: '0', channels: [] })
})

async function accountOf(person: NodeProcess) {
  return (await person.ask('status', {})).account
}
