import { describe, expect, test } from 'vitest'
import type { EngineUnderTest } from '../../testing/engineUnderTest.ts'
import type { Address } from '../../../shared/ids.ts'
import { dayMs } from '../../clock.ts'
import { createManualClock } from '../../testing/manualClock.ts'
import { Mailbox } from '../mailbox.ts'
import { defaultMailboxLimits, type MailboxLimits } from '../mailboxLimits.ts'
import { anna, bert, everybodyIsPartner, letterAt, partner, stranger } from './testLetters.ts'

const senderLimits = { perSender: 64, perPair: 64, perRecipient: 512, totalBytes: 2 ** 30 }
const full = (code: string) => expect.objectContaining({ code })
const peer = stranger(1)
const otherPeer = stranger(2)

/** What a mailbox must do, wherever its letters lie. */
export function mailboxContract(name: string, { open, reopen }: EngineUnderTest): void {
  describe(`the mailbox in ${name}`, () => {
    const { now, advance } = createManualClock()
    const letter = (ticket: number, text = 'sealed', expiry = now() + dayMs) => letterAt(ticket, text, expiry)
    const openMailbox = async (limits: Partial<MailboxLimits> = {}) =>
      new Mailbox(await open(), now, everybodyIsPartner, { ...defaultMailboxLimits, ...limits })
    const lettersOf = async (mailbox: Mailbox, to: Address) =>
      (await mailbox.read(to)).map(({ ticket, blob, expiry }) => ({ ticket, blob, expiry }))

    test('a letter is read by whom it is for, oldest first, until it is removed', async () => {
      const mailbox = await openMailbox()
      await mailbox.put(anna, letter(2), peer)
      await mailbox.put(anna, letter(1), peer)
      expect(await lettersOf(mailbox, bert)).toEqual([])
      expect(await lettersOf(mailbox, anna)).toEqual([letter(2), letter(1)])
      expect(await mailbox.read(anna)).toHaveLength(2)
      expect(await mailbox.remove(anna, [letter(2).ticket, letter(3).ticket])).toBe(1)
      expect(await lettersOf(mailbox, anna)).toEqual([letter(1)])
    })

    test('the same letter put twice is there once; another one under its ticket is refused', async () => {
      const mailbox = await openMailbox()
      await mailbox.put(anna, letter(1), peer)
      await mailbox.put(anna, letter(1), peer)
      await expect(mailbox.put(anna, letter(1, 'forged'), peer)).rejects.toThrow(
        expect.objectContaining({ code: 'MAILBOX_TICKET_TAKEN' }),
      )
      expect(await lettersOf(mailbox, anna)).toEqual([letter(1)])
      await mailbox.put(bert, letter(1, 'to another'), peer)
      expect(await mailbox.count()).toBe(2)
    })

    test('an expired letter is gone, and its ticket is free', async () => {
      const mailbox = await openMailbox()
      await mailbox.put(anna, letter(1, 'old', now() + 1000), peer)
      advance(1000)
      expect(await lettersOf(mailbox, anna)).toEqual([])
      expect(await mailbox.remove(anna, [letter(1).ticket])).toBe(0)
      await mailbox.put(anna, letter(1, 'new'), peer)
      expect(await mailbox.count()).toBe(1)
      advance(dayMs)
      await mailbox.purge()
      expect(await mailbox.count()).toBe(0)
    })

    test('an expiry that has passed or is too far off is refused', async () => {
      const mailbox = await openMailbox()
      const expiry = expect.objectContaining({ code: 'MAILBOX_EXPIRY' })
      await expect(mailbox.put(anna, letter(1, 'late', now()), peer)).rejects.toThrow(expiry)
      await expect(mailbox.put(anna, letter(1, 'far', now() + 31 * dayMs), peer)).rejects.toThrow(expiry)
    })

    test('letters are read on from a position', async () => {
      const mailbox = await openMailbox()
      for (let ticket = 0; ticket < 20; ticket += 1) await mailbox.put(anna, letter(ticket), partner(ticket))
      const first = await mailbox.read(anna)
      const next = await mailbox.read(anna, first.at(-1)?.position)
      expect([...first, ...next].map(({ ticket }) => Number(ticket))).toEqual(
        Array.from({ length: 20 }, (_, i) => i),
      )
    })

    test('one sender has only so many letters, in all and with one recipient', async () => {
      const mailbox = await openMailbox({ strangers: { ...senderLimits, perSender: 3, perPair: 2 } })
      await mailbox.put(anna, letter(1), peer)
      await mailbox.put(anna, letter(2), peer)
      await expect(mailbox.put(anna, letter(3), peer)).rejects.toThrow(full('MAILBOX_PEER_FULL'))
      await mailbox.put(bert, letter(4), peer)
      await expect(mailbox.put(bert, letter(5), peer)).rejects.toThrow(full('MAILBOX_PEER_FULL'))
      await mailbox.put(anna, letter(6), otherPeer)
      await mailbox.put(anna, letter(7), partner(1))
    })

    test('100 letters of 9 strangers do not close a mailbox to whoever has a channel, nor to another stranger', async () => {
      const mailbox = await openMailbox()
      const put = (ticket: number) =>
        mailbox.put(anna, letter(ticket, 'junk', now() + 29 * dayMs), stranger(10 + (ticket % 9)))
      const { perPair } = defaultMailboxLimits.strangers
      for (let ticket = 0; ticket < 9 * perPair; ticket += 1) await put(ticket)
      for (let ticket = 9 * perPair; ticket < 100; ticket += 1) {
        await expect(put(ticket)).rejects.toThrow(full('MAILBOX_PEER_FULL'))
      }
      expect(await mailbox.count()).toBe(9 * perPair)
      await mailbox.put(anna, letter(1000), partner(1))
      await mailbox.put(anna, letter(1001), stranger(1))
    })

    test('however many strangers write, a newcomer’s letter replaces one of theirs and no other', async () => {
      const mailbox = await openMailbox()
      await mailbox.put(anna, letter(5000, 'of a buyer'), partner(1))
      for (let ticket = 0; ticket < 80; ticket += 1)
        await mailbox.put(anna, letter(ticket), stranger(10 + ticket))
      expect(await mailbox.count()).toBe(1 + defaultMailboxLimits.strangers.perRecipient)
      expect((await mailbox.read(anna))[0]).toMatchObject({ ticket: letter(5000).ticket })
    })

    test('partners who fill a mailbox share it with one more; those who have least there lose nothing', async () => {
      const mailbox = await openMailbox({ perRecipient: 4 })
      for (const ticket of [1, 2, 3]) await mailbox.put(anna, letter(ticket), partner(1))
      await mailbox.put(anna, letter(4), partner(2))
      await mailbox.put(anna, letter(5), partner(3))
      expect((await mailbox.read(anna)).map(({ ticket }) => Number(ticket))).toEqual([2, 3, 4, 5])
      await expect(mailbox.put(anna, letter(6), partner(3))).rejects.toThrow(full('MAILBOX_RECIPIENT_FULL'))
      await expect(mailbox.put(anna, letter(6), peer)).rejects.toThrow(full('MAILBOX_RECIPIENT_FULL'))
    })

    test('there is always room for an answer that was asked for', async () => {
      const mailbox = await openMailbox({ perRecipient: 1 })
      await mailbox.put(anna, letter(1), partner(1))
      await mailbox.expect(anna, letter(2).ticket, now() + dayMs)
      await expect(mailbox.put(anna, letter(3), peer)).rejects.toThrow(full('MAILBOX_RECIPIENT_FULL'))
      await mailbox.put(anna, letter(2), peer)
      expect((await mailbox.read(anna)).map(({ ticket }) => Number(ticket))).toEqual([1, 2])
    })

    test('only so many answers can be expected, and only by whoever has a channel', async () => {
      const limits = { ...defaultMailboxLimits, perRecipient: 1, expectedPerRecipient: 1 }
      const mailbox = new Mailbox(await open(), now, { has: (account) => account === anna }, limits)
      await mailbox.put(anna, letter(9), { peer: peer.peer, account: anna })
      await mailbox.expect(anna, letter(1).ticket, now() + dayMs)
      await mailbox.expect(anna, letter(2).ticket, now() + 2 * dayMs)
      await expect(mailbox.put(anna, letter(1), peer)).rejects.toThrow(full('MAILBOX_RECIPIENT_FULL'))
      await mailbox.put(anna, letter(2), peer)
      await mailbox.put(bert, letter(9), peer)
      await mailbox.expect(bert, letter(3).ticket, now() + dayMs)
      await mailbox.put(bert, letter(3), otherPeer)
      expect((await mailbox.read(bert)).map(({ ticket }) => Number(ticket))).toEqual([3])
    })

    test('strangers make room for each other, and for partners, where all bytes are used', async () => {
      const mailbox = await openMailbox({ totalBytes: 16, strangers: { ...senderLimits, totalBytes: 8 } })
      await mailbox.put(anna, letter(1, '12345678'), peer)
      await mailbox.put(bert, letter(2, '12345678'), otherPeer)
      expect([await mailbox.read(anna), await lettersOf(mailbox, bert)]).toEqual([
        [],
        [letter(2, '12345678')],
      ])
      await mailbox.put(anna, letter(3, '12345678'), partner(1))
      await mailbox.put(anna, letter(4, '12345678'), partner(1))
      expect(await mailbox.read(bert)).toEqual([])
      await expect(mailbox.put(bert, letter(5, '1'), partner(2))).rejects.toThrow(full('MAILBOX_FULL'))
      await expect(mailbox.put(bert, letter(5, '1'), peer)).rejects.toThrow(full('MAILBOX_FULL'))
      await mailbox.remove(anna, [letter(3).ticket])
      await mailbox.put(bert, letter(5, '1'), peer)
    })

    test('letters survive a restart', async () => {
      await (await openMailbox()).put(anna, letter(1), peer)
      const after = new Mailbox(await reopen(), now, everybodyIsPartner)
      expect(await lettersOf(after, anna)).toEqual([letter(1)])
    })

    test('a position is never used twice', async () => {
      const mailbox = await openMailbox()
      await mailbox.put(anna, letter(1), peer)
      const [before] = await mailbox.read(anna)
      await mailbox.remove(anna, [letter(1).ticket])
      await mailbox.put(anna, letter(2), peer)
      expect(await mailbox.read(anna, before?.position)).toMatchObject([{ ticket: letter(2).ticket }])
    })
  })
}
