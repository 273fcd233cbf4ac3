import { beforeEach, expect, test } from 'vitest'
import { createLeaseHandlers } from '../../hub/leases/leaseHandlers.ts'
import { Leases } from '../../hub/leases/leases.ts'
import { SqliteLeases } from '../../hub/leases/sqliteLeases.ts'
import { openHubStore } from '../../hub/openHubStore.ts'
import { takeOverRequest } from '../../protocol/leaseHolder.ts'
import { sign } from '../../protocol/signed.ts'
import { hex32 } from '../../shared/ids.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import { newWords } from '../keys/words.ts'
import { machineName, sealNote } from './deviceNote.ts'
import { createLeaseClient, type LeaseClient } from './leaseClient.ts'

const keys = await deriveKeys(newWords(), 1)
const stranger = await deriveKeys(newWords(), 1)
const account = keys.identity.body.account
const [laptop, studio] = [hex32.parse(`0x${'1'.repeat(64)}`), hex32.parse(`0x${'2'.repeat(64)}`)]
const terms = { durationMs: 60_000, since: 4711 }
/** What the hub changes of its answers. */
let change: (answer: Record<string, unknown>) => Record<string, unknown>
let client: (name: string) => LeaseClient
let shown: unknown[]

beforeEach(() => {
  change = (answer) => answer
  shown = []
  const handlers = createLeaseHandlers(new Leases(new SqliteLeases(openHubStore(':memory:')), () => 1_000))
  const calls = {
    async call(_hub: unknown, _protocol: unknown, name: keyof typeof handlers, input: unknown) {
      shown.push(input)
      const handle = handlers[name] as unknown as (
        input: unknown,
        caller: unknown,
      ) => Promise<Record<string, unknown>>
      return change(await handle(input, { peer: keys.identity.body.peer }))
    },
  }
  client = (name) => createLeaseClient(calls as never, keys.identity.body.peer, keys, name)
})

test('a device learns which other one has the lease and since when, and that it is asked for', async () => {
  await client('studio').take({ ...terms, device: studio, number: 1 })
  expect(await client('laptop').holder()).toEqual({
    device: studio,
    number: 1,
    leftMs: 60_000,
    note: { name: 'studio', since: 4711 },
  })
  await client('laptop').ask({ device: laptop, number: 1, since: 5000 })
  const { wanted } = await client('studio').take({ ...terms, device: studio, number: 2 })
  expect(wanted).toEqual({ device: laptop, number: 1, note: { name: 'laptop', since: 5000 } })
})

test('the hub never reads how a machine is called', async () => {
  await client('anas-studio').take({ ...terms, device: studio, number: 1 })
  await client('anas-studio').ask({ device: laptop, number: 1, since: 1 })
  const bytes = Buffer.concat(
    shown.map((input) =>
      Buffer.from((input as { request: { body: { note: Uint8Array } } }).request.body.note),
    ),
  )
  expect(bytes.includes('anas-studio')).toBe(false)
})

test('a hub that makes up a request, or moves a note to another device, moves nobody', async () => {
  const note = sealNote(keys.snapshotKey, account, laptop, { name: 'laptop', since: 1 })
  const body = { v: 1 as const, account, device: laptop, number: 1, note }
  const own = await sign('lease-takeover', takeOverRequest, body, keys.account)
  const foreign = await sign('lease-takeover', takeOverRequest, body, stranger.account)
  const moved = await sign('lease-takeover', takeOverRequest, { ...body, device: studio }, keys.account)
  const forged = [
    foreign,
    { ...foreign, signer: own.signer },
    { ...own, body: { ...own.body, number: 9 } },
    moved,
  ]
  for (const [index, wanted] of forged.entries()) {
    change = (answer) => ({ ...answer, wanted })
    const taken = await client('studio').take({ ...terms, device: studio, number: index + 1 })
    expect(taken.wanted).toBeNull()
  }
})

test.each([
  ['studio', 'studio'],
  ['', 'Busker'],
  ['\u202egnp.exe\n', 'gnp.exe'],
  ['x'.repeat(300), `${'x'.repeat(39)}…`],
])('a machine that calls itself %j is shown as %j', (name, shownAs) => {
  expect(machineName(name)).toBe(shownAs)
})
