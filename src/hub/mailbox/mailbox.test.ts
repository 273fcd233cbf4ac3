import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Mail } from '../../protocol/mailbox.ts'
import { address, hex32, peerIdText } from '../../shared/ids.ts'
import { dayMs } from '../clock.ts'
import { openHubStore } from '../openHubStore.ts'
import { createManualClock } from '../testing/manualClock.ts'
import { Mailbox, defaultMailboxLimits, type MailboxLimits } from './mailbox.ts'

const anna = address.parse(`0x${'a'.repeat(40)}`)
const bert = address.parse(`0x${'b'.repeat(40)}`)
const peer = peerIdText.parse(`12D3KooW${'A'.repeat(44)}`)
const otherPeer = peerIdText.parse(`12D3KooW${'B'.repeat(44)}`)
const { now, advance } = createManualClock()
const letter = (ticket: number, text = 'sealed', expiry = now() + dayMs): Mail => ({
  ticket: hex32.parse(`0x${ticket.toString(16).padStart(64, '0')}`),
  blob: new TextEncoder().encode(text),
  expiry,
})
const openMailbox = (limits: Partial<MailboxLimits> = {}) =>
  new Mailbox(openHubStore(':memory:'), now, { ...defaultMailboxLimits, ...limits })

test('a letter is read by whom it is for, oldest first, until it is removed', () => {
  const mailbox = openMailbox()
  mailbox.put(anna, letter(2), peer)
  mailbox.put(anna, letter(1), peer)
  expect(mailbox.read(bert)).toEqual([])
  expect(mailbox.read(anna)).toEqual([letter(2), letter(1)])
  expect(mailbox.read(anna)).toHaveLength(2)
  expect(mailbox.remove(anna, [letter(2).ticket, letter(3).ticket])).toBe(1)
  expect(mailbox.read(anna)).toEqual([letter(1)])
})

test('the same letter put twice is there once; another one under its ticket is refused', () => {
  const mailbox = openMailbox()
  mailbox.put(anna, letter(1), peer)
  mailbox.put(anna, letter(1), peer)
  expect(() => mailbox.put(anna, letter(1, 'forged'), peer)).toThrow(
    expect.objectContaining({ code: 'MAILBOX_TICKET_TAKEN' }),
  )
  expect(mailbox.read(anna)).toEqual([letter(1)])
  mailbox.put(bert, letter(1, 'to another'), peer)
  expect(mailbox.count()).toBe(2)
})

test('an expired letter is gone, and its ticket is free', () => {
  const mailbox = openMailbox()
  mailbox.put(anna, letter(1, 'old', now() + 1000), peer)
  advance(1000)
  expect(mailbox.read(anna)).toEqual([])
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

test('a recipient, a putting peer and the whole mailbox are each bounded', () => {
  const smallMailbox = openMailbox({ perRecipient: 1 })
  smallMailbox.put(anna, letter(1), peer)
  expect(() => smallMailbox.put(anna, letter(2), otherPeer)).toThrow(
    expect.objectContaining({ code: 'MAILBOX_RECIPIENT_FULL' }),
  )
  const busy = openMailbox({ perPeer: 1 })
  busy.put(anna, letter(1), peer)
  expect(() => busy.put(bert, letter(2), peer)).toThrow(
    expect.objectContaining({ code: 'MAILBOX_PEER_FULL' }),
  )
  busy.put(bert, letter(2), otherPeer)
  const small = openMailbox({ totalBytes: 10 })
  small.put(anna, letter(1, '12345678'), peer)
  small.put(anna, letter(1, '12345678'), peer)
  expect(() => small.put(bert, letter(2, '123'), otherPeer)).toThrow(
    expect.objectContaining({ code: 'MAILBOX_FULL' }),
  )
  small.remove(anna, [letter(1).ticket])
  small.put(bert, letter(2, '123'), otherPeer)
})

test('letters survive a restart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'busker-mailbox-'))
  const file = join(folder, 'hub.sqlite')
  const before = openHubStore(file)
  new Mailbox(before, now).put(anna, letter(1), peer)
  before.close()
  const after = openHubStore(file)
  expect(new Mailbox(after, now).read(anna)).toEqual([letter(1)])
  after.close()
  rmSync(folder, { recursive: true })
})
