import type { Caller } from '../../ipfs/peer.ts'
import type { mailboxProtocol } from '../../protocol/mailbox.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import type { Address } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { minuteMs } from '../clock.ts'
import { authenticateCaller } from '../authenticateCaller.ts'
import { WaitQueue } from '../waitQueue.ts'
import type { Mailbox } from './mailbox.ts'

export interface MailboxService extends Startable {
  readonly handlers: Handlers<typeof mailboxProtocol, Caller>
}

/** Of one account; one more ends the oldest. */
const maxWaitingCalls = 4
/** Below the minute in which a peer must have answered. */
const maxWaitMs = 45_000

/** Answers `/busker/mailbox/1` from `mailbox`. Nobody waits while it does not run. */
export function createMailboxService(mailbox: Mailbox): MailboxService {
  const waiting = new WaitQueue<Address>({ perKey: maxWaitingCalls })
  let timer: NodeJS.Timeout | undefined
  return {
    handlers: {
      put: async ({ to, mail, from, answer }, caller) => {
        const account = from === undefined ? null : await authenticateCaller(from, caller)
        mailbox.put(to, mail, { peer: caller.peer, account })
        if (account !== null && answer !== undefined) mailbox.expect(account, answer, mail.expiry)
        waiting.notify(to)
        return {}
      },
      withdraw: async ({ to, ticket }) => ({ withdrawn: mailbox.remove(to, [ticket]) > 0 }),
      take: async ({ identity, waitMs, after }, caller) => {
        const owner = await authenticateCaller(identity, caller)
        const read = () => lettersBeyond(mailbox, owner, after)
        const letters = read()
        if (letters.length > 0 || waitMs === 0 || timer === undefined) return { mail: letters }
        await waiting.wait(owner, Math.min(waitMs, maxWaitMs))
        return { mail: read() }
      },
      remove: async ({ identity, tickets }, caller) => {
        mailbox.remove(await authenticateCaller(identity, caller), tickets)
        return {}
      },
    },
    async start() {
      timer ??= setInterval(() => mailbox.purge(), minuteMs)
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      waiting.notifyAll()
    },
  }
}

/** Nodes that do not ask from a position know no positions. */
function lettersBeyond(mailbox: Mailbox, owner: Address, after: number | undefined) {
  const letters = mailbox.read(owner, after)
  return after === undefined ? letters.map(({ ticket, blob, expiry }) => ({ ticket, blob, expiry })) : letters
}
