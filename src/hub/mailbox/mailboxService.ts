import type { Caller } from '../../ipfs/peer.ts'
import type { mailboxProtocol } from '../../protocol/mailbox.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import type { Startable } from '../../shared/startable.ts'
import { MINUTE } from '../clock.ts'
import { ownerOf } from '../owner.ts'
import { MailDoorbell } from './doorbell.ts'
import type { Mailbox } from './mailbox.ts'

export interface MailboxService extends Startable {
  readonly handlers: Handlers<typeof mailboxProtocol, Caller>
}

/** Below the minute in which a peer must have answered. */
const LONGEST_WAIT = 45_000

/** Answers `/busker/mailbox/1` from `mailbox`. Nobody waits while it does not run. */
export function createMailboxService(mailbox: Mailbox): MailboxService {
  const doorbell = new MailDoorbell()
  let timer: NodeJS.Timeout | undefined
  return {
    handlers: {
      put: async ({ to, mail }, { peer }) => {
        mailbox.put(to, mail, peer)
        doorbell.ring(to)
        return {}
      },
      withdraw: async ({ to, ticket }) => ({ withdrawn: mailbox.remove(to, [ticket]) > 0 }),
      take: async ({ identity, waitMs }, caller) => {
        const owner = await ownerOf(identity, caller)
        const there = mailbox.read(owner)
        if (there.length > 0 || waitMs === 0 || timer === undefined) return { mail: there }
        await doorbell.wait(owner, Math.min(waitMs, LONGEST_WAIT))
        return { mail: mailbox.read(owner) }
      },
      remove: async ({ identity, tickets }, caller) => {
        mailbox.remove(await ownerOf(identity, caller), tickets)
        return {}
      },
    },
    async start() {
      timer ??= setInterval(() => mailbox.purge(), MINUTE)
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      doorbell.ringAll()
    },
  }
}
