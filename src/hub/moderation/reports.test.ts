import { beforeEach, expect, test } from 'vitest'
import { MemoryNetwork, type MemoryPeer } from '../../ipfs/testing/memoryNetwork.ts'
import { Reporting } from '../../node/catalogue/served/reporting.ts'
import { type Report, reportProtocol, signReport } from '../../protocol/report.ts'
import { type Address, catalogueSubject, subjectOfWork, workId } from '../../shared/ids.ts'
import { dayMs } from '../clock.ts'
import { openHubStore } from '../openHubStore.ts'
import { createTestUser, type TestUser } from '../testing/testUser.ts'
import { Blocklist } from './blocklist.ts'
import { createModerationHandlers } from './moderationHandlers.ts'
import { createReportHandlers } from './reportHandlers.ts'
import { Reports } from './reports.ts'

const anna = catalogueSubject.parse(`0x${'a1'.repeat(20)}`)
const work = subjectOfWork('track', workId.parse('c3'.repeat(16)))
const context = { signal: new AbortController().signal, report: () => undefined }
let now: number
let network: MemoryNetwork
let hub: MemoryPeer
let members: Set<Address>
let reports: Reports
let listener: TestUser
let operate: ReturnType<typeof createModerationHandlers>

beforeEach(async () => {
  now = 1_700_000_000_000
  network = new MemoryNetwork()
  hub = network.peer()
  members = new Set()
  listener = await createTestUser()
  const store = openHubStore(':memory:')
  reports = new Reports(store, { has: (account) => members.has(account) }, () => now)
  await hub.handle(
    reportProtocol,
    createReportHandlers(reports, () => now),
  )
  operate = createModerationHandlers({
    blocklist: new Blocklist(store, listener.account, () => now),
    reports,
    index: { hide: async () => undefined },
    catalogue: { describe: () => undefined },
  })
})

/** Reports as a node does, from a peer of its own. */
const reportAs = ({ account }: TestUser, subject = anna, text = '', address?: string) =>
  new Reporting({ calls: network.peer(undefined, address), hub: hub.id, account, now: () => now }).report({
    subject,
    reason: 'spam',
    text,
  })
const send = (change: Partial<Report>, signer = listener) => {
  const body = {
    v: 1 as const,
    account: listener.address,
    subject: anna,
    reason: 'spam' as const,
    text: '',
    time: now,
  }
  return signReport({ ...body, ...change }, signer.account).then((report) =>
    network.peer().call(hub.id, reportProtocol, 'report', { report }),
  )
}

test('the operator reads what people report, what most members report first', async () => {
  const member = await createTestUser()
  members.add(member.address)
  await reportAs(listener, anna, 'First')
  await reportAs(await createTestUser(), anna)
  await reportAs(member, work, 'Mine')
  expect(await operate.reports({}, context)).toMatchObject([
    {
      subject: work,
      reports: 1,
      members: 1,
      newest: [{ account: member.address, text: 'Mine', isMember: true }],
    },
    { subject: anna, reports: 2, members: 0 },
  ])
})

test('the same account has one report about a subject, and the newer one counts', async () => {
  await reportAs(listener, anna, 'Once')
  await reportAs(listener, anna, 'Twice')
  await reportAs(listener, anna, 'Twice')
  expect(await operate.reports({}, context)).toMatchObject([{ reports: 1, newest: [{ text: 'Twice' }] }])
})

test('what is dismissed is not opened again by who reported it, and is by somebody else', async () => {
  await reportAs(listener)
  expect(await operate.dismissReports({ named: anna }, context)).toEqual({ subject: anna, reports: 1 })
  await reportAs(listener, anna, 'Again')
  expect(await operate.reports({}, context)).toEqual([])
  await expect(operate.dismissReports({ named: anna }, context)).rejects.toMatchObject({
    code: 'HUB_REPORT_UNKNOWN',
  })
  await reportAs(await createTestUser())
  expect(await operate.reports({}, context)).toMatchObject([{ reports: 1 }])
})

test('a block settles what is reported of the same', async () => {
  await reportAs(listener, work)
  await operate.block({ named: `${work}/1`, reason: 'Spam' }, context)
  expect(await operate.reports({}, context)).toEqual([])
})

test.each([
  ['in somebody else’s name', async () => send({}, await createTestUser()), 'PROTOCOL_FORGED'],
  ['from yesterday', () => send({ time: now - dayMs }), 'HUB_REPORT_TIME'],
  ['from tomorrow', () => send({ time: now + dayMs }), 'HUB_REPORT_TIME'],
])('a report %s is refused', async (_, sent, code) => {
  await expect(sent()).rejects.toMatchObject({ code })
  expect(await operate.reports({}, context)).toEqual([])
})

test.each([
  ['of a subject that is none', { subject: '../x' as never }],
  ['with a reason nobody knows', { reason: 'revenge' as never }],
  ['with a text of a thousand characters', { text: 'x'.repeat(1000) }],
])('a report %s is refused before its signature is looked at', async (_, change) => {
  const body = {
    v: 1,
    account: listener.address,
    subject: anna,
    reason: 'spam',
    text: '',
    time: now,
    ...change,
  }
  const report = { body, signer: listener.address, signature: `0x${'1'.repeat(128)}1b` } as never
  const sent = network.peer().call(hub.id, reportProtocol, 'report', { report })
  await expect(sent).rejects.toMatchObject({ code: 'PROTOCOL_MALFORMED' })
})

test('one account, and many at one address, report no more than their share', async () => {
  const outcome = (sent: Promise<void>) =>
    sent.then(
      () => 'kept',
      (error: { code: string }) => error.code,
    )
  const subjects = Array.from({ length: 12 }, (_, at) =>
    catalogueSubject.parse(`0x${String(at).padStart(40, '0')}`),
  )
  const own: string[] = []
  for (const subject of subjects) own.push(await outcome(reportAs(listener, subject)))
  expect(own).toEqual([...Array<string>(10).fill('kept'), 'HUB_RATE_LIMIT', 'HUB_RATE_LIMIT'])

  const sybils: string[] = []
  for (let at = 0; at < 35; at += 1)
    sybils.push(await outcome(reportAs(await createTestUser(), work, '', '203.0.113.7')))
  expect(sybils.filter((each) => each === 'kept')).toHaveLength(30)
  expect(await outcome(reportAs(await createTestUser(), work, '', '198.51.100.1'))).toBe('kept')
})

test('strangers fill their own room, and members are heard', async () => {
  const { body } = await signReport(
    { v: 1, account: listener.address, subject: anna, reason: 'spam', text: '', time: now },
    listener.account,
  )
  const signed = (account: string) => ({
    body: { ...body, account: account as Address },
    signer: listener.address,
    signature: `0x${'1'.repeat(128)}1b` as const,
  })
  for (let at = 0; at < 2000; at += 1) reports.add(signed(`0x${String(at).padStart(40, '0')}`))
  expect(() => reports.add(signed(`0x${'f'.repeat(40)}`))).toThrow(
    expect.objectContaining({ code: 'HUB_REPORTS_FULL' }),
  )
  members.add(listener.address)
  reports.add(signed(listener.address))
})
