import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { z } from 'zod'

/** Node's own channel: every request that a server of this process begins to answer. */
const requestChannel = 'http.server.request.start'
const startedRequest = z.object({ request: z.object({ url: z.string() }) })

/** Resolves when Raiden nodes have begun to send `count` messages, from now on, over the homeserver in this process; 0: at once. */
export function waitForMessages(count: number): Promise<void> {
  if (count === 0) return Promise.resolve()
  let sent = 0
  return new Promise((resolve) => {
    const onRequest = (started: unknown): void => {
      if (startedRequest.parse(started).request.url.includes('/sendToDevice/')) sent += 1
      if (sent < count) return
      unsubscribe(requestChannel, onRequest)
      resolve()
    }
    subscribe(requestChannel, onRequest)
  })
}
