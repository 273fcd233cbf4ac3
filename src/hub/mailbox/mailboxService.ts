import type { Caller } from '../../ipfs/peer.ts'
import type { mailboxProtocol } from '../../protocol/mailbox.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import type { Address } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { minuteMs } from '../clock.ts'
import { authenticateCaller } from '../authenticateCaller.ts'
import { hideDatabase } from '../postgres/hideDatabase.ts'
import { WaitQueue } from '../waitQueue.ts'
import type { MailArrivals } from './mailArrivals.ts'
import type { Mailbox } from './mailbox.ts'

export interface MailboxService extends Startable {
  readonly handlers: Handlers<typeof mailboxProtocol, Caller>
}

export interface MailboxServiceOptions {
  /** Where other processes have the same mailbox. */
  readonly arrivals?: MailArrivals | undefined
  /** What is nobody's answer: letters that could not be purged, processes that could not be told. */
  readonly onFailure?: (error: unknown) => void
}

/** Of one account; one more ends the oldest. */
const maxWaitingCalls = 4
/** Below the minute in which a peer must have answered. */
const maxWaitMs = 45_000

/** Answers `/busker/mailbox/1` from `mailbox`. Nobody waits while it does not run. */
export function createMailboxService(
  mailbox: Mailbox,
  { arrivals, onFailure = () => undefined }: MailboxServiceOptions = {},
): MailboxService {
  const waiting = new WaitQueue<Address>({ perKey: maxWaitingCalls })
  let timer: NodeJS.Timeout | undefined
  /** How often letters of other processes may have come unheard. */
  let gaps = 0
  arrivals?.onTold((to) => {
    if (to !== null) return waiting.notify(to)
    gaps += 1
    waiting.notifyAll()
  })

  /** What there is once there is something, or after `waitMs`. */
  const readOnce = async <T>(read: () => Promise<T[]>, owner: Address, waitMs: number): Promise<T[]> => {
    const until = performance.now() + waitMs
    for (;;) {
      const gapsBefore = gaps
      // It waits before it looks: a letter that comes in between wakes it.
      const found = new AbortController()
      const woken = waiting.wait(owner, until - performance.now(), found.signal)
      try {
        const letters = await read()
        if (letters.length > 0) return letters
        await woken
      } finally {
        found.abort()
      }
      if (gaps === gapsBefore || timer === undefined) return read()
    }
  }

  return {
    handlers: {
      put: async ({ to, mail, from, answer }, caller) => {
        const account = from === undefined ? null : await authenticateCaller(from, caller)
        await asAnswer(mailbox.put(to, mail, { peer: caller.peer, account }))
        if (account !== null && answer !== undefined) {
          await asAnswer(mailbox.expect(account, answer, mail.expiry))
        }
        waiting.notify(to)
        await arrivals?.tell(to).catch(onFailure)
        return {}
      },
      withdraw: async ({ to, ticket }) => ({
        withdrawn: (await asAnswer(mailbox.remove(to, [ticket]))) > 0,
      }),
      take: async ({ identity, waitMs, after }, caller) => {
        const owner = await authenticateCaller(identity, caller)
        const read = () => asAnswer(lettersBeyond(mailbox, owner, after))
        if (waitMs === 0 || timer === undefined) return { mail: await read() }
        return { mail: await readOnce(read, owner, Math.min(waitMs, maxWaitMs)) }
      },
      remove: async ({ identity, tickets }, caller) => {
        await asAnswer(mailbox.remove(await authenticateCaller(identity, caller), tickets))
        return {}
      },
    },
    async start() {
      timer ??= setInterval(() => void mailbox.purge().catch(onFailure), minuteMs)
      await arrivals?.start()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      waiting.notifyAll()
      await arrivals?.stop()
    },
  }
}

function asAnswer<T>(answer: Promise<T>): Promise<T> {
  const silent = "The hub's mailbox can't be used at the moment. It is tried again by itself."
  return hideDatabase(answer, 'MAILBOX_FAILED', silent)
}

/** Nodes that do not ask from a position know no positions. */
async function lettersBeyond(mailbox: Mailbox, owner: Address, after: number | undefined) {
  const letters = await mailbox.read(owner, after)
  return after === undefined ? letters.map(({ ticket, blob, expiry }) => ({ ticket, blob, expiry })) : letters
}
