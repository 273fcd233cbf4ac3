import { beforeEach, describe, expect, test } from 'vitest'
import { PostgresEngine } from '../../database/postgresEngine.ts'
import { dayMs } from '../clock.ts'
import { openHubStore } from '../openHubStore.ts'
import { createManualClock } from '../testing/manualClock.ts'
import { PostgresDatabases } from '../testing/postgresDatabases.ts'
import { createTestUser } from '../testing/testUser.ts'
import { PostgresArrivals } from './mailArrivals.ts'
import { Mailbox } from './mailbox.ts'
import { defaultMailboxLimits } from './mailboxLimits.ts'
import { createMailboxService } from './mailboxService.ts'
import { mailboxLock, openMailbox } from './openMailbox.ts'
import { mailboxContract } from './testing/mailboxContract.ts'
import { compareMailboxWithModel } from './testing/mailboxModel.ts'
import { anna, bert, everybodyIsPartner, letterAt, partner, stranger } from './testing/testLetters.ts'

const databases = PostgresDatabases.forTests()
const connect = async () => new PostgresEngine(await databases.connect(), mailboxLock)

mailboxContract('PostgreSQL', {
  async open() {
    await databases.create()
    return connect()
  },
  reopen: connect,
})

test('whatever is put, removed, waited for and restarted, the mailbox in PostgreSQL is what a list of letters would be', async () => {
  await databases.create()
  const postgres = await databases.connect()
  const engine = new PostgresEngine(postgres, mailboxLock)
  const empty = async () => {
    await postgres.query('DELETE FROM mail')
    await postgres.query('DELETE FROM expected_mail')
    return engine
  }
  await expect(compareMailboxWithModel(empty, 8)).resolves.toBeUndefined()
})

describe('a mailbox that two processes of a hub have', () => {
  const { now } = createManualClock()
  const letter = (ticket: number, text = 'sealed') => letterAt(ticket, text, now() + dayMs)
  const open = async (limits = defaultMailboxLimits) =>
    new Mailbox(await connect(), now, everybodyIsPartner, limits)
  let first: Mailbox
  let second: Mailbox

  beforeEach(async () => {
    await databases.create()
    first = await open()
    second = await open()
  })

  test('whoever reads on while both take letters has each of them once, in order', async () => {
    const tickets = Array.from({ length: 60 }, (_, at) => at + 1)
    const putting = Promise.all(
      tickets.map(async (ticket) =>
        (ticket % 2 === 0 ? first : second).put(anna, letter(ticket), partner(ticket)),
      ),
    )
    let isPut = false
    void putting.then(() => (isPut = true))
    const read: { readonly ticket: string; readonly position: number }[] = []
    for (let isLast = false; !isLast;) {
      isLast = isPut
      const more = await (read.length % 2 === 0 ? first : second).read(anna, read.at(-1)?.position)
      read.push(...more)
      if (more.length > 0) isLast = false
    }
    await putting
    expect(read.map(({ ticket }) => Number(ticket)).toSorted((a, b) => a - b)).toEqual(tickets)
    expect(read.map(({ position }) => position)).toEqual(
      read.map(({ position }) => position).toSorted((a, b) => a - b),
    )
  })

  test('one letter that comes to both lies there once; of two under one ticket one is refused', async () => {
    await Promise.all([first, second].map(async (each) => each.put(anna, letter(1), partner(1))))
    expect(await first.count()).toBe(1)
    const outcomes = await Promise.allSettled(
      [first, second].map(async (each, at) => each.put(bert, letter(2, `of ${at}`), partner(1))),
    )
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('limits hold over both, and a letter is withdrawn once', async () => {
    const { perPair } = defaultMailboxLimits.strangers
    const asked = Array.from({ length: 12 }, async (_, ticket) =>
      (ticket % 2 === 0 ? first : second).put(anna, letter(ticket), stranger(1)),
    )
    const outcomes = await Promise.allSettled(asked)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(perPair)
    const [kept] = await first.read(anna)
    const removed = await Promise.all(
      [first, second].map(async (each) => each.remove(anna, kept === undefined ? [] : [kept.ticket])),
    )
    expect(removed.toSorted((a, b) => a - b)).toEqual([0, 1])
  })

  test('putting, removing and purging at one moment end, and the bytes are counted right', async () => {
    const tickets = Array.from({ length: 30 }, (_, at) => at)
    await Promise.all(
      tickets.map(async (ticket) => {
        const [one, other] = ticket % 2 === 0 ? [first, second] : [second, first]
        await one.put(anna, letter(ticket), ticket % 3 === 0 ? stranger(ticket) : partner(ticket))
        await Promise.all([other.remove(anna, [letter(ticket).ticket]), one.purge()])
      }),
    )
    const postgres = await databases.connect()
    expect(await first.count()).toBe(0)
    expect(await postgres.query('SELECT sum(bytes)::BIGINT AS bytes FROM mail_bytes')).toEqual([{ bytes: 0 }])
  })

  test('a letter put while the server dies is there or is put again, and never twice', async () => {
    const put = async (ticket: number) => first.put(anna, letter(ticket), partner(ticket))
    const tickets = Array.from({ length: 14 }, (_, at) => at + 1)
    await put(0)
    const putting = Promise.allSettled(tickets.map(put))
    await databases.server.stop('at once')
    const outcomes = await putting
    const failed = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    for (const reason of failed) expect(reason).toMatchObject({ code: 'DATABASE_UNREACHABLE' })
    await databases.server.start()
    const kept = tickets.filter((_, at) => outcomes[at]?.status === 'fulfilled')
    const there = (await second.read(anna)).map(({ ticket }) => Number(ticket))
    expect(there).toEqual(expect.arrayContaining(kept))
    for (const ticket of tickets) await put(ticket)
    expect(await first.count()).toBe(tickets.length + 1)
  })

  test('whoever waits at one process is woken by a letter that comes to the other, also after the server was away', async () => {
    const [owner, writer] = [await createTestUser(), await createTestUser()]
    const listening = async () => {
      const postgres = await databases.connect()
      const mailbox = new Mailbox(new PostgresEngine(postgres, mailboxLock), Date.now, everybodyIsPartner)
      return createMailboxService(mailbox, { arrivals: new PostgresArrivals(postgres, databases.url) })
    }
    const [reading, writing] = [await listening(), await listening()]
    await Promise.all([reading.start(), writing.start()])
    let ticket = 0
    const takeNext = async () => {
      ticket += 1
      const mail = letterAt(ticket, 'sealed', Date.now() + dayMs)
      const taken = reading.handlers.take({ identity: owner.identity, waitMs: 45_000 }, owner.caller)
      await writing.handlers.put({ to: owner.address, mail }, writer.caller)
      expect(await taken).toEqual({ mail: [mail] })
      await reading.handlers.remove({ identity: owner.identity, tickets: [mail.ticket] }, owner.caller)
    }
    await takeNext()
    await databases.server.stop('at once')
    await databases.server.start()
    await takeNext()
    await Promise.all([reading.stop(), writing.stop()])
  })

  test('what the hub’s own file had moves over, behind what was read there, and is not moved again', async () => {
    const store = openHubStore(':memory:')
    const own = await openMailbox(store, null, now, everybodyIsPartner)
    for (let ticket = 1; ticket <= 40; ticket += 1) await own.put(anna, letter(ticket), partner(ticket))
    await own.expect(bert, letter(50).ticket, now() + dayMs)
    const position = (await own.read(anna, 24)).at(-1)?.position ?? 0
    expect(position).toBe(40)
    const postgres = await databases.connect()
    const moved = await openMailbox(store, postgres, now, everybodyIsPartner)
    const tickets = [...(await moved.read(anna, position)), ...(await moved.read(anna, position + 17))]
    expect(tickets.length).toBeGreaterThan(16)
    expect(await moved.count()).toBe(40)
    await moved.remove(anna, [letter(7).ticket])
    await openMailbox(store, postgres, now, everybodyIsPartner)
    expect(await moved.count()).toBe(39)
    expect(await postgres.query('SELECT recipient FROM expected_mail')).toEqual([{ recipient: bert }])
    store.close()
  })

  test('a reader is told nothing of the database that is gone', async () => {
    const { identity, caller } = await createTestUser()
    const service = createMailboxService(first)
    await databases.server.stop('at once')
    const answers = await Promise.allSettled([
      service.handlers.take({ identity, waitMs: 0 }, caller),
      service.handlers.put({ to: anna, mail: letterAt(1, 'sealed', now() + dayMs) }, caller),
      service.handlers.withdraw({ to: anna, ticket: letter(1).ticket }, caller),
    ])
    const silent = { code: 'MAILBOX_FAILED', message: expect.not.stringContaining('127.0.0.1') }
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 'rejected', reason: silent })
    }
    await databases.server.start()
  })
})
