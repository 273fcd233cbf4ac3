import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseAbi } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PeerHarness } from '../ipfs/testing/peerHarness.ts'
import type { Peer } from '../ipfs/peer.ts'
import { createTestUser, type TestUser } from '../hub/testing/testUser.ts'
import { putCatalogue, putTrack } from '../hub/testing/signedWorks.ts'
import { catalogueProtocol } from '../protocol/catalogue.ts'
import { hubProtocol, lease, snapshot } from '../protocol/hub.ts'
import { mailboxProtocol } from '../protocol/mailbox.ts'
import { sign } from '../protocol/signed.ts'
import type { OperationName, InputOf, OutputOf } from '../protocol/rpc.ts'
import { hex32, type Hex32, type PeerIdText, peerIdText, secret } from '../shared/ids.ts'
import { toAmount } from '../shared/money.ts'
import { hashSecret } from '../protocol/purchase.ts'
import { raidenNetworkOf } from '../raiden/raidenNetwork.ts'
import type { Transfer } from '../raiden/payments.ts'
import { RaidenNode } from '../raiden/raidenNode.ts'
import { createChainClient } from './chain/chainClient.ts'
import { Localnet } from './localnet.ts'

const tokenNetworkAbi = parseAbi([
  'function getChannelIdentifier(address participant, address partner) view returns (uint256)',
  'function getChannelParticipantInfo(uint256 id, address participant, address partner) view returns (uint256 deposit, uint256 withdrawn, bool isCloser, bytes32 balanceHash, uint256 nonce, bytes32 locksroot, uint256 lockedAmount)',
])
const minuteMs = 60_000

let folder: string
let localnet: Localnet
let hub: PeerIdText
const peers = new PeerHarness()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-hub-'))
  localnet = new Localnet({ folder: join(folder, 'net'), autoRestart: false })
  await localnet.start()
  hub = peerIdText.parse(localnet.profile.hub.peers[0]?.split('/').at(-1))
})
afterAll(async () => {
  await peers.stop()
  await localnet.stop()
  await rm(folder, { recursive: true })
})

interface Participant extends TestUser {
  readonly peer: Peer
}

async function createParticipant(): Promise<Participant> {
  const peer = await peers.peer({ seed: randomBytes(32), bootstrap: localnet.profile.hub.peers })
  return { ...(await createTestUser(peer.id)), peer }
}

const callHub = <Op extends OperationName<typeof hubProtocol>>(
  { peer }: Participant,
  op: Op,
  body: InputOf<typeof hubProtocol, Op>,
): Promise<OutputOf<typeof hubProtocol, Op>> => peer.call(hub, hubProtocol, op, body, { timeoutMs: minuteMs })

async function hubDepositFor({ address }: TestUser): Promise<bigint> {
  const { chain, contracts, hub: named } = localnet.profile
  const client = createChainClient(chain.rpcUrl)
  const contract = { address: contracts.tokenNetwork, abi: tokenNetworkAbi } as const
  const parties = [named.raidenAddress, address] as const
  const id = await client.readContract({ ...contract, functionName: 'getChannelIdentifier', args: parties })
  const info = { ...contract, functionName: 'getChannelParticipantInfo', args: [id, ...parties] } as const
  const [deposit] = await client.readContract(info)
  return deposit
}

test('a newcomer is told the network and its Ursulas, and found by others', async () => {
  const [anna, bert] = [await createParticipant(), await createParticipant()]
  const { network, ursulas } = await callHub(anna, 'welcome', {})
  expect(network).toEqual(localnet.profile)
  expect(ursulas.map(({ body }) => body.peer).toSorted()).toEqual(
    (localnet.profile.ursulas ?? []).map(({ peerId }) => peerId).toSorted(),
  )
  await expect
    .poll(async () => (await callHub(anna, 'locate', { peer: bert.peer.id })).addresses.length)
    .toBeGreaterThan(0)
  const { addresses } = await callHub(anna, 'locate', { peer: bert.peer.id })
  expect(addresses.some((address) => bert.peer.addresses.some((own) => own.startsWith(address)))).toBe(true)
  await bert.peer.stop()
  await expect.poll(async () => (await callHub(anna, 'locate', { peer: bert.peer.id })).addresses).toEqual([])
})

test('channels are opened and funded once each, over a kill of the hub in the middle', async () => {
  const [anna, bert] = [await createParticipant(), await createParticipant()]
  const open = (who: Participant) => callHub(who, 'openChannel', { identity: who.identity })
  const first = await Promise.all([open(anna), open(bert), open(anna)])
  expect(new Set(first.map(({ deposit }) => deposit)).size).toBe(1)
  const [{ deposit }] = first
  expect(await hubDepositFor(anna)).toBe(deposit)
  expect(await hubDepositFor(bert)).toBe(deposit)

  const carl = await createParticipant()
  const interrupted = open(carl).catch((error: unknown) => error)
  await expect
    .poll(async () => (await callHub(anna, 'locate', { peer: carl.peer.id })).addresses.length)
    .toBeGreaterThan(0)
  await localnet.kill('hub')
  expect(await interrupted).toMatchObject({ code: expect.stringMatching(/^IPFS_/) })
  await localnet.restart('hub')
  expect(await open(carl)).toEqual({ deposit })
  expect(await open(anna)).toEqual({ deposit })
  expect(await hubDepositFor(carl)).toBe(deposit)
  expect(await hubDepositFor(anna)).toBe(deposit)
})

test('a payment goes through the hub for the fee it states, into a channel it funded', async () => {
  const [buyer, seller] = [await createParticipant(), await createParticipant()]
  const { profile } = localnet
  const raidenOf = ({ privateKey, address }: TestUser) =>
    new RaidenNode({
      network: raidenNetworkOf(profile),
      dataFolder: join(folder, address),
      privateKey: () => privateKey,
    })
  const [payer, payee] = [raidenOf(buyer), raidenOf(seller)]
  const known = secret.parse(randomHex32())
  const secretHash = hashSecret(known)
  const amount = toAmount(10n ** 18n)
  try {
    const { deposit } = await callHub(seller, 'openChannel', { identity: seller.identity })
    await callHub(buyer, 'faucet', { identity: buyer.identity })
    await Promise.all([payer.start(), payee.start()])
    await payer.openChannel(profile.hub.raidenAddress, deposit)
    payee.onIncoming((transfer) => void payee.release(transfer.secretHash, known))
    const isPaid = new Promise<Transfer>((resolve) => payer.onSecret(resolve))
    await payer.pay({
      secretHash,
      target: seller.address,
      token: profile.token.address,
      amount,
      paymentId: 7n,
      maximumFee: profile.hub.maximumFee,
      lockTimeoutSeconds: null,
    })
    expect(await isPaid).toMatchObject({
      secretHash,
      secret: known,
      amount,
      partner: profile.hub.raidenAddress,
    })
    const sent = await payer.lookup(secretHash, 'sent')
    expect(sent).toMatchObject({ fee: 10n ** 15n })
    const tooMuch = payer.pay({
      secretHash: hashSecret(secret.parse(randomHex32())),
      target: seller.address,
      token: profile.token.address,
      amount: deposit,
      paymentId: 8n,
      maximumFee: profile.hub.maximumFee,
      lockTimeoutSeconds: null,
    })
    await expect(tooMuch).rejects.toMatchObject({ code: expect.stringMatching(/^RAIDEN_(NO_ROUTE|BALANCE)/) })
  } finally {
    await Promise.all([payer.stop(), payee.stop()])
  }
})

test('the faucet gives gas and tokens to whoever asks for themselves', async () => {
  const [anna, bert] = [await createParticipant(), await createParticipant()]
  const { gas } = await callHub(anna, 'faucet', { identity: anna.identity })
  const client = createChainClient(localnet.profile.chain.rpcUrl)
  expect(await client.getBalance({ address: anna.address })).toBe(gas)
  await expect(callHub(bert, 'faucet', { identity: anna.identity })).rejects.toMatchObject({
    code: 'HUB_NOT_OWNER',
  })
})

test('letters, leases and snapshots are kept over a kill of the hub', async () => {
  const [anna, bert] = [await createParticipant(), await createParticipant()]
  const mail = {
    ticket: randomHex32(),
    blob: new Uint8Array(randomBytes(1000)),
    expiry: Date.now() + minuteMs,
  }
  await bert.peer.call(hub, mailboxProtocol, 'put', { to: anna.address, mail })
  const terms = { v: 1 as const, account: anna.address, number: 1, until: Date.now() + 5 * minuteMs }
  const leaseOf = (device: Hex32, number: number) =>
    sign('lease', lease, { ...terms, device, number }, anna.account)
  const [laptop, desktop] = [randomHex32(), randomHex32()]
  await callHub(anna, 'lease', { lease: await leaseOf(laptop, 1) })
  const sealed = new Uint8Array(randomBytes(3 * 2 ** 20))
  const kept = await sign(
    'snapshot',
    snapshot,
    { v: 1, account: anna.address, number: 7, time: 7, sealed },
    anna.account,
  )
  await callHub(anna, 'keepSnapshot', { snapshot: kept })

  await localnet.kill('hub')
  await localnet.restart('hub')

  const identity = anna.identity
  const taken = await anna.peer.call(hub, mailboxProtocol, 'take', { identity, waitMs: 0 })
  expect(taken).toEqual({ mail: [mail] })
  await expect(callHub(anna, 'lease', { lease: await leaseOf(desktop, 2) })).rejects.toMatchObject({
    code: 'HUB_LEASE_HELD',
  })
  const { snapshot: newest } = await callHub(anna, 'newestSnapshot', { identity })
  expect(newest).toEqual(kept)

  await anna.peer.call(hub, mailboxProtocol, 'remove', { identity, tickets: [mail.ticket] })
  const waiting = anna.peer.call(
    hub,
    mailboxProtocol,
    'take',
    { identity, waitMs: 30_000 },
    { timeoutMs: minuteMs },
  )
  const another = { ...mail, ticket: randomHex32() }
  await bert.peer.call(hub, mailboxProtocol, 'put', { to: anna.address, mail: another })
  expect(await waiting).toEqual({ mail: [another] })
})

test('an announced catalogue is pinned, and plays while its artist sleeps', async () => {
  const [anna, bert] = [await createParticipant(), await createParticipant()]
  const segments = Array.from({ length: 40 }, () => new Uint8Array(randomBytes(50_000)))
  const track = await putTrack(anna.peer.blocks, anna, 1, segments)
  const { signed } = await putCatalogue(anna.peer.blocks, anna, Date.now(), [track])
  const announced = await anna.peer.call(hub, catalogueProtocol, 'announce', { head: signed })
  expect(announced).toEqual({ accepted: true })
  await expect
    .poll(async () => callHub(bert, 'pinned', { artist: anna.address }), { timeout: 30_000 })
    .toEqual({ number: signed.body.number, blocks: 42, missing: 0, refused: 0 })
  const cids = await Promise.all(segments.map(async (bytes) => anna.peer.blocks.put(bytes, 'raw')))
  await anna.peer.stop()
  const played: Uint8Array[] = []
  for await (const { bytes } of bert.peer.blocks.getMany(cids)) played.push(bytes)
  expect(Buffer.concat(played).equals(Buffer.concat(segments))).toBe(true)
})

function randomHex32(): Hex32 {
  return hex32.parse(`0x${randomBytes(32).toString('hex')}`)
}
