import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Mail } from '../../protocol/mailbox.ts'
import { type Address, address, hex32, peerIdText } from '../../shared/ids.ts'
import { openDatabase, readMigrations } from '../../database/openDatabase.ts'
import { dayMs } from '../clock.ts'
import { openHubStore } from '../openHubStore.ts'
import { createManualClock } from '../testing/manualClock.ts'
import { Mailbox, type Sender } from './mailbox.ts'
import { defaultMailboxLimits, type MailboxLimits } from './mailboxLimits.ts'

const anna = address.parse(`0x${'a'.repeat(40)}`)
const bert = address.parse(`0x${'b'.repeat(40)}`)
const accountOf = (number: number): Address => address.parse(`0x${number.toString(16).padStart(40, '0')}`)
const stranger = (number: number): Sender => ({
  peer: peerIdText.parse(`12D3KooW${String(number).padStart(44, 'A').replaceAll('0', 'z')}`),
  account: null,
})
/** Somebody with a channel. */
const partner = (number: number): Sender => ({ ...stranger(number), account: accountOf(number) })
const peer = stranger(1)
const otherPeer = stranger(2)
const everybodyIsPartner = { has: () => true }
const { now, advance } = createManualClock()
const letter = (ticket: number, text = 'sealed', expiry = now() + dayMs): Mail => ({
  ticket: hex32.parse(`0x${ticket.toString(16).padStart(64, '0')}`),
  blob: new TextEncoder().encode(text),
  expiry,
})
const openMailbox = (limits: Partial<MailboxLimits> = {}) =>
  new Mailbox(openHubStore(':memory:'), now, everybodyIsPartner, { ...defaultMailboxLimits, ...limits })
const lettersOf = (mailbox: Mailbox, to: Address) =>
  mailbox.read(to).map(({ ticket, blob, expiry }) => ({ ticket, blob, expiry }))
const senderLimits = { perSender: 64, perPair: 64, perRecipient: 512, totalBytes: 2 ** 30 }
const full = (code: string) => expect.objectContaining({ code })

test('a letter is read by whom it is for, oldest first, until it is removed', () => {
  const mailbox = openMailbox()
  mailbox.put(anna, letter(2), peer)
  mailbox.put(anna, letter(1), peer)
  expect(lettersOf(mailbox, bert)).toEqual([])
  expect(lettersOf(mailbox, anna)).toEqual([letter(2), letter(1)])
  expect(mailbox.read(anna)).toHaveLength(2)
  expect(mailbox.remove(anna, [letter(2).ticket, letter(3).ticket])).toBe(1)
  expect(lettersOf(mailbox, anna)).toEqual([letter(1)])
})

test('the same letter put twice is there once; another one under its ticket is refused', () => {
  const mailbox = openMailbox()
  mailbox.put(anna, letter(1), peer)
  mailbox.put(anna, letter(1), peer)
  expect(() => mailbox.put(anna, letter(1, 'forged'), peer)).toThrow(
    expect.objectContaining({ code: 'MAILBOX_TICKET_TAKEN' }),
  )
  expect(lettersOf(mailbox, anna)).toEqual([letter(1)])
  mailbox.put(bert, letter(1, 'to another'), peer)
  expect(mailbox.count()).toBe(2)
})

test('an expired letter is gone, and its ticket is free', () => {
  const mailbox = openMailbox()
  mailbox.put(anna, letter(1, 'old', now() + 1000), peer)
  advance(1000)
  expect(lettersOf(mailbox, anna)).toEqual([])
  expect(mailbox.remove(anna, [letter(1).ticket])).toBe(0)
  mailbox.put(anna, letter(1, 'new'), peer)
  expect(mailbox.count()).toBe(1)
  advance(dayMs)
  mailbox.purge()
  expect(mailbox.count()).toBe(0)
})

test('an expiry that has passed or is too far off is refused', () => {
  const mailbox = openMailbox()
  const expiry = expect.objectContaining({ code: 'MAILBOX_EXPIRY' })
  expect(() => mailbox.put(anna, letter(1, 'late', now()), peer)).toThrow(expiry)
  expect(() => mailbox.put(anna, letter(1, 'far', now() + 31 * dayMs), peer)).toThrow(expiry)
})

test('letters are read on from a position', () => {
  const mailbox = openMailbox()
  for (let ticket = 0; ticket < 20; ticket += 1) mailbox.put(anna, letter(ticket), partner(ticket))
  const first = mailbox.read(anna)
  const next = mailbox.read(anna, first.at(-1)?.position)
  expect([...first, ...next].map(({ ticket }) => Number(ticket))).toEqual(
    Array.from({ length: 20 }, (_, i) => i),
  )
})

test('one sender has only so many letters, in all and with one recipient', () => {
  const mailbox = openMailbox({ strangers: { ...senderLimits, perSender: 3, perPair: 2 } })
  mailbox.put(anna, letter(1), peer)
  mailbox.put(anna, letter(2), peer)
  expect(() => mailbox.put(anna, letter(3), peer)).toThrow(full('MAILBOX_PEER_FULL'))
  mailbox.put(bert, letter(4), peer)
  expect(() => mailbox.put(bert, letter(5), peer)).toThrow(full('MAILBOX_PEER_FULL'))
  mailbox.put(anna, letter(6), otherPeer)
  mailbox.put(anna, letter(7), partner(1))
})

test('512 letters of 9 strangers do not close a mailbox to whoever has a channel, nor to another stranger', () => {
  const mailbox = openMailbox()
  const put = (ticket: number) => () =>
    mailbox.put(anna, letter(ticket, 'junk', now() + 29 * dayMs), stranger(10 + (ticket % 9)))
  const { perPair } = defaultMailboxLimits.strangers
  for (let ticket = 0; ticket < 9 * perPair; ticket += 1) put(ticket)()
  for (let ticket = 9 * perPair; ticket < 512; ticket += 1) {
    expect(put(ticket)).toThrow(full('MAILBOX_PEER_FULL'))
  }
  expect(mailbox.count()).toBe(9 * perPair)
  mailbox.put(anna, letter(1000), partner(1))
  mailbox.put(anna, letter(1001), stranger(1))
})

test('however many strangers write, a newcomer’s letter replaces one of theirs and no other', () => {
  const mailbox = openMailbox()
  mailbox.put(anna, letter(5000, 'of a buyer'), partner(1))
  for (let ticket = 0; ticket < 200; ticket += 1) mailbox.put(anna, letter(ticket), stranger(10 + ticket))
  expect(mailbox.count()).toBe(1 + defaultMailboxLimits.strangers.perRecipient)
  expect(mailbox.read(anna)[0]).toMatchObject({ ticket: letter(5000).ticket })
})

test('partners who fill a mailbox share it with one more; those who have least there lose nothing', () => {
  const mailbox = openMailbox({ perRecipient: 4 })
  for (const ticket of [1, 2, 3]) mailbox.put(anna, letter(ticket), partner(1))
  mailbox.put(anna, letter(4), partner(2))
  mailbox.put(anna, letter(5), partner(3))
  expect(mailbox.read(anna).map(({ ticket }) => Number(ticket))).toEqual([2, 3, 4, 5])
  expect(() => mailbox.put(anna, letter(6), partner(3))).toThrow(full('MAILBOX_RECIPIENT_FULL'))
  expect(() => mailbox.put(anna, letter(6), peer)).toThrow(full('MAILBOX_RECIPIENT_FULL'))
})

test('there is always room for an answer that was asked for', () => {
  const mailbox = openMailbox({ perRecipient: 1 })
  mailbox.put(anna, letter(1), partner(1))
  mailbox.expect(anna, letter(2).ticket, now() + dayMs)
  expect(() => mailbox.put(anna, letter(3), peer)).toThrow(full('MAILBOX_RECIPIENT_FULL'))
  mailbox.put(anna, letter(2), peer)
  expect(mailbox.read(anna).map(({ ticket }) => Number(ticket))).toEqual([1, 2])
})

test('only so many answers can be expected, and only by whoever has a channel', () => {
  const limits = { ...defaultMailboxLimits, perRecipient: 1, expectedPerRecipient: 1 }
  const mailbox = new Mailbox(openHubStore(':memory:'), now, { has: (account) => account === anna }, limits)
  mailbox.put(anna, letter(9), { peer: peer.peer, account: anna })
  mailbox.expect(anna, letter(1).ticket, now() + dayMs)
  mailbox.expect(anna, letter(2).ticket, now() + 2 * dayMs)
  expect(() => mailbox.put(anna, letter(1), peer)).toThrow(full('MAILBOX_RECIPIENT_FULL'))
  mailbox.put(anna, letter(2), peer)
  mailbox.put(bert, letter(9), peer)
  mailbox.expect(bert, letter(3).ticket, now() + dayMs)
  mailbox.put(bert, letter(3), otherPeer)
  expect(mailbox.read(bert).map(({ ticket }) => Number(ticket))).toEqual([3])
})

test('strangers make room for each other, and for partners, where all bytes are used', () => {
  const mailbox = openMailbox({ totalBytes: 16, strangers: { ...senderLimits, totalBytes: 8 } })
  mailbox.put(anna, letter(1, '12345678'), peer)
  mailbox.put(bert, letter(2, '12345678'), otherPeer)
  expect([mailbox.read(anna), lettersOf(mailbox, bert)]).toEqual([[], [letter(2, '12345678')]])
  mailbox.put(anna, letter(3, '12345678'), partner(1))
  mailbox.put(anna, letter(4, '12345678'), partner(1))
  expect(mailbox.read(bert)).toEqual([])
  expect(() => mailbox.put(bert, letter(5, '1'), partner(2))).toThrow(full('MAILBOX_FULL'))
  expect(() => mailbox.put(bert, letter(5, '1'), peer)).toThrow(full('MAILBOX_FULL'))
  mailbox.remove(anna, [letter(3).ticket])
  mailbox.put(bert, letter(5, '1'), peer)
})

test('letters survive a restart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'busker-mailbox-'))
  const file = join(folder, 'hub.sqlite')
  const before = openHubStore(file)
  new Mailbox(before, now, everybodyIsPartner).put(anna, letter(1), peer)
  before.close()
  const after = openHubStore(file)
  expect(lettersOf(new Mailbox(after, now, everybodyIsPartner), anna)).toEqual([letter(1)])
  after.close()
  rmSync(folder, { recursive: true })
})

test('letters of the time before senders counted are strangers’, and their bytes are counted', () => {
  const migrations = readMigrations(new URL('../migrations/', import.meta.url))
  const store = openDatabase({ file: ':memory:', migrations: migrations.slice(0, 8) })
  store
    .prepare('INSERT INTO mail (recipient, ticket, blob, expiry, peer) VALUES (?, ?, ?, ?, ?)')
    .run(anna, letter(1).ticket, letter(1, '12345678').blob, now() + dayMs, peer.peer)
  for (const { sql } of migrations.slice(8)) store.exec(sql)
  const limits = { ...defaultMailboxLimits, totalBytes: 8 }
  const mailbox = new Mailbox(store, now, everybodyIsPartner, limits)
  expect(lettersOf(mailbox, anna)).toEqual([{ ...letter(1, '12345678'), expiry: expect.any(Number) }])
  mailbox.put(bert, letter(2), partner(1))
  expect(mailbox.read(anna)).toEqual([])
})
