import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hexToBytes } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestProfile } from '../../hub/testing/testProfile.ts'
import { createPeer } from '../../ipfs/createPeer.ts'
import type { Caller, Peer } from '../../ipfs/peer.ts'
import { digest } from '../../protocol/codec.ts'
import { hubProtocol } from '../../protocol/hub.ts'
import { encodeInvitation } from '../../protocol/invitation.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import { BuskerError, toErrorData } from '../../shared/errors.ts'
import { hex32, toAddress } from '../../shared/ids.ts'
import { encodeNetworkProfile, type NetworkProfile } from '../../shared/networkProfile.ts'
import { readInvitation } from './readInvitation.ts'

const keys = { privateKey: hex32.parse(`0x${'1'.repeat(64)}`), peerSeed: new Uint8Array(32).fill(2) }
let folder: string
let hub: Peer
let profile: NetworkProfile
/** What the hub gives, whatever it is asked for. */
let given: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-invitation-test-'))
  hub = await createPeer({ seed: keys.peerSeed, folder })
  const refuse = async (): Promise<never> => {
    throw new BuskerError('HUB_NOT_RUNNING', 'This hub only invites.')
  }
  const refusals = Object.fromEntries(Object.keys(hubProtocol.operations).map((name) => [name, refuse]))
  await hub.handle(hubProtocol, {
    ...(refusals as unknown as Handlers<typeof hubProtocol, Caller>),
    invitation: async () => ({ profile: given, credit: null, time: 1_000_000 }),
  })
  await hub.start()
  profile = await createTestProfile(keys)
})
afterAll(async () => {
  await hub.stop()
  await rm(folder, { recursive: true })
})

const hashOf = (text: string) => hexToBytes(digest(new TextEncoder().encode(text)))

/** An invitation to the profile with this text. */
function invitationTo(text: string, until?: number): string {
  const at = hub.addresses.map((address) => address.replace(`/p2p/${hub.id}`, ''))
  return encodeInvitation({
    v: 1,
    hub: hub.id,
    at: at.slice(0, 1),
    profile: hashOf(text),
    ...(until !== undefined && { until }),
  })
}

const codeOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 'none',
    (error: unknown) => toErrorData(error).code,
  )

test('the profile that is named is given', async () => {
  given = encodeNetworkProfile(profile)
  expect(await readInvitation(invitationTo(given))).toMatchObject({
    network: { id: 'nowhere' },
    voucher: null,
  })
  expect(await codeOf(readInvitation(invitationTo(given, 1_000_001)))).toBe('none')
  expect(await codeOf(readInvitation(invitationTo(given, 1_000_000)))).toBe('INVITATION_EXPIRED')
})

test('a hub that gives another profile than is named, or one of another hub, is not believed', async () => {
  given = encodeNetworkProfile({ ...profile, name: 'Another' })
  expect(await codeOf(readInvitation(invitationTo(encodeNetworkProfile(profile))))).toBe('INVITATION_FORGED')
  const elsewhere = await createTestProfile({ ...keys, peerSeed: new Uint8Array(32).fill(3) })
  for (const text of [encodeNetworkProfile(elsewhere), '{}', 'no JSON']) {
    given = text
    expect(await codeOf(readInvitation(invitationTo(text)))).toBe('INVITATION_FORGED')
  }
  given = encodeNetworkProfile({
    ...profile,
    hub: { ...profile.hub, raidenAddress: toAddress(`0x${'6'.repeat(40)}`) },
  })
  expect(await codeOf(readInvitation(invitationTo(given)))).toBe('none')
})
