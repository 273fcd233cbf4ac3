import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestProfile } from '../../hub/testing/testProfile.ts'
import type { InvitedNetwork } from '../../node/network/readInvitation.ts'
import { toErrorData } from '../../shared/errors.ts'
import { hex32, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { encodeNetworkProfile } from '../../shared/networkProfile.ts'
import { appFiles } from '../appFiles.ts'
import { Invitations } from './invitations.ts'
import { Networks } from './networks.ts'

const keys = { privateKey: hex32.parse(`0x${'1'.repeat(64)}`), peerSeed: new Uint8Array(32).fill(2) }
const link = 'busker://join/abc'
let folder: string
let found: InvitedNetwork
let networks: Networks
let invitations: Invitations
let changes: number

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-invitations-'))
  const profile = { ...(await createTestProfile(keys)), id: 'invited' }
  found = {
    network: profile,
    voucher: new Uint8Array(16).fill(7),
    credit: toAmount(5n),
    creditProblem: null,
  }
  changes = 0
  const files = appFiles(folder)
  networks = new Networks({ files, localnetFolder: join(folder, 'localnet'), electron: '45.4.1' })
  invitations = new Invitations({
    files,
    networks,
    read: async () => found,
    onChange: () => (changes += 1),
  })
})
afterEach(() => rm(folder, { recursive: true }))

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => toErrorData(error).code,
  )

test('opening and reading one joins nothing and keeps nothing', async () => {
  invitations.open(`  ${link}\n`)
  expect(invitations.link).toBe(link)
  await invitations.read()
  expect((await networks.find('invited')).id).toBe('invited')
  expect(await networks.list()).toEqual([])
  expect(existsSync(appFiles(folder).voucher('invited'))).toBe(false)
  invitations.dismiss()
  expect(invitations.link).toBe(null)
  expect(await codeOf(networks.find('invited'))).toBe('NETWORK_NONE')
  expect(changes).toBe(2)
})

test('joining chooses the network, keeps it and its credit, and puts the invitation away', async () => {
  invitations.open(link)
  await invitations.read()
  await invitations.join(false)
  expect((await networks.current())?.id).toBe('invited')
  expect(await readFile(appFiles(folder).voucher('invited'), 'utf8')).toBe('07'.repeat(16))
  expect(invitations.link).toBe(null)
})

test('what was not read, or was exchanged meanwhile, is not joined', async () => {
  expect(await codeOf(invitations.join(false))).toBe('NETWORK_NONE')
  invitations.open(link)
  await invitations.read()
  invitations.open('busker://join/another')
  expect(await codeOf(invitations.join(false))).toBe('NETWORK_NONE')
  expect(await networks.current()).toBe(null)
})

test('contracts that only an operator vouches for are not joined without a word, nor is the credit kept', async () => {
  const real = await createTestProfile(keys, 100)
  const raiden = { ...real.raiden, settleTimeoutSeconds: 172_800 }
  found = { ...found, network: { ...real, id: 'commons', raiden } }
  invitations.open(link)
  await invitations.read()
  expect(await codeOf(invitations.join(false))).toBe('NETWORK_CONTRACTS_UNACCEPTED')
  expect(existsSync(appFiles(folder).voucher('commons'))).toBe(false)
  expect(invitations.link).toBe(link)
})

test('one with the id of a network that is known puts no other hub in its place', async () => {
  const real = await createTestProfile(keys, 1)
  const known = { ...real, id: 'main', raiden: { ...real.raiden, settleTimeoutSeconds: 172_800 } }
  await writeFile(appFiles(folder).network, encodeNetworkProfile(known))
  found = {
    ...found,
    network: { ...known, hub: { ...known.hub, raidenAddress: toAddress(`0x${'6'.repeat(40)}`) } },
  }
  invitations.open(link)
  expect(await codeOf(invitations.read())).toBe('NETWORK_ID_TAKEN')
  expect((await networks.find('main')).hub).toEqual(known.hub)
})

test('a file is read where it can be an invitation', async () => {
  const file = join(folder, 'x.busker')
  await writeFile(file, `${link}\n`)
  await invitations.openFile(file)
  expect(invitations.link).toBe(link)
  await writeFile(file, 'x'.repeat(5000))
  expect(await codeOf(invitations.openFile(file))).toBe('INVITATION_MALFORMED')
})

test('what the page names itself is told from what a person opened where no page reaches', async () => {
  const file = join(folder, 'x.busker')
  await writeFile(file, link)
  invitations.openText(link)
  expect(invitations.isFromPage).toBe(true)
  invitations.open(link)
  expect(invitations.isFromPage).toBe(false)
  invitations.openText(link)
  await invitations.openFile(file)
  expect(invitations.isFromPage).toBe(false)
})
