import { createHash } from 'node:crypto'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { addressOf } from '../../http/addressOf.ts'
import type { WaitQueue } from '../waitQueue.ts'
import { authenticate } from './login.ts'
import { MatrixError } from './matrixError.ts'
import * as requests from './requests.ts'
import { parseRequest, readBody } from './requests.ts'
import { TransportLimits } from './transportLimits.ts'
import { type Device, maxDevices, type ToDeviceMessage, type TransportStore } from './transportStore.ts'

/** Messages to devices; Raiden's have a few thousand bytes. */
const messagesMaxBytes = 128 * 1024
const otherMaxBytes = 16 * 1024
const maxEventsPerSync = 200
const maxWaitMs = 60_000

export interface HomeserverParts {
  readonly serverName: string
  readonly store: TransportStore
  /** By the device's number. */
  readonly waitQueue: WaitQueue<number>
  /** Aborts when the server stops. */
  readonly stopping: AbortSignal
}

/**
 * The ten calls of Matrix's client-server API (r0.6.1) that Raiden makes. There are no rooms: filters, push rules and
 * presence are accepted and have nothing to act on.
 */
export function createHomeserverApp({ serverName, store, waitQueue, stopping }: HomeserverParts): Hono {
  const app = new Hono({ strict: false })
  const limits = new TransportLimits()
  const bodyLimits = { messages: limitBody(messagesMaxBytes), others: limitBody(otherMaxBytes) }
  app.use(async (context, next) => {
    limits.request(addressOf(context))
    const isMessages = context.req.path.includes('/sendToDevice/')
    return bodyLimits[isMessages ? 'messages' : 'others'](context, next)
  })
  app.onError((error, context) => {
    if (error instanceof MatrixError)
      return context.json({ errcode: error.errcode, error: error.message }, error.status)
    return context.json({ errcode: 'M_UNKNOWN', error: error.message }, 500)
  })
  app.notFound((context) =>
    context.json({ errcode: 'M_UNRECOGNIZED', error: 'This homeserver has no such call.' }, 404),
  )

  const device = (context: Context): Device => {
    const token = context.req.query('access_token') ?? bearer(context)
    if (token === undefined) throw new MatrixError(401, 'M_MISSING_TOKEN', 'An access token is needed.')
    const found = store.deviceOf(token)
    if (found === null) throw new MatrixError(401, 'M_UNKNOWN_TOKEN', 'This access token is not valid.')
    limits.authenticated(found.userId)
    return found
  }
  const owner = (context: Context): string => {
    const { userId } = device(context)
    if (userId !== context.req.param('user'))
      throw new MatrixError(403, 'M_FORBIDDEN', 'Only the user themselves may do this.')
    return userId
  }

  app.get('/_matrix/client/versions', (context) =>
    context.json({ versions: ['r0.6.1'], unstable_features: {} }),
  )

  const api = app.basePath('/_matrix/client/r0')
  api.post('/login', async (context) => {
    limits.login(addressOf(context))
    const { identifier, password, device_id = 'DEFAULT' } = await readBody(context, requests.loginRequest)
    const userId = await authenticate(identifier.user, password, serverName)
    const access_token = store.login(userId, device_id)
    return context.json({ user_id: userId, access_token, device_id, home_server: serverName })
  })
  api.get('/profile/:user', (context) => {
    const profile = store.profile(context.req.param('user'))
    if (profile === null) throw new MatrixError(404, 'M_NOT_FOUND', 'There is no such user here.')
    return context.json(Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== null)))
  })
  api.put('/profile/:user/displayname', async (context) => {
    const userId = owner(context)
    store.setDisplayname(userId, (await readBody(context, requests.displaynameRequest)).displayname)
    return context.json({})
  })
  api.put('/profile/:user/avatar_url', async (context) => {
    const userId = owner(context)
    store.setAvatarUrl(userId, (await readBody(context, requests.avatarRequest)).avatar_url)
    return context.json({})
  })
  api.put('/presence/:user/status', async (context) => {
    owner(context)
    await readBody(context, requests.presenceRequest)
    return context.json({})
  })
  api.post('/user/:user/filter', async (context) => {
    owner(context)
    const filter = JSON.stringify(await readBody(context, requests.filterRequest))
    return context.json({ filter_id: createHash('sha256').update(filter).digest('hex').slice(0, 16) })
  })
  api.get('/pushrules', (context) => {
    device(context)
    return context.json({ global: { override: [], content: [], room: [], sender: [], underride: [] } })
  })
  api.put('/pushrules/global/override/.m.rule.master/enabled', async (context) => {
    device(context)
    await readBody(context, requests.pushRuleRequest)
    return context.json({})
  })
  api.put('/sendToDevice/:type/:transaction', async (context) => {
    const from = device(context)
    const { messages } = await readBody(context, requests.toDeviceRequest)
    const addressed = Object.entries(messages).flatMap(([userId, devices]) =>
      Object.entries(devices).map(([deviceId, content]) => ({ userId, deviceId, content })),
    )
    limits.queued(from.userId, sum(addressed.map(queuedBytes)))
    const { transaction, type } = context.req.param()
    for (const number of store.send(from, transaction, type, addressed)) waitQueue.notify(number)
    return context.json({})
  })
  api.get('/sync', async (context) => {
    const to = device(context)
    const { since, timeout } = parseRequest(requests.syncQuery, context.req.query(), 'M_INVALID_PARAM')
    const position = since ?? 0
    let queued = store.acknowledgeAndRead(to, position, maxEventsPerSync)
    if (queued.length === 0 && since !== undefined) {
      const cancelled = AbortSignal.any([context.req.raw.signal, stopping])
      await waitQueue.wait(to.number, Math.min(timeout, maxWaitMs), cancelled)
      if (!cancelled.aborted) queued = store.acknowledgeAndRead(to, position, maxEventsPerSync)
    }
    const events: unknown[] = queued.map(({ event }) => JSON.parse(event))
    return context.json({
      next_batch: `s${queued.at(-1)?.position ?? position}`,
      to_device: { events },
      rooms: {},
      presence: { events: [] },
      account_data: { events: [] },
    })
  })
  return app
}

function bearer(context: Context): string | undefined {
  return /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1]
}

function limitBody(maxSize: number): MiddlewareHandler {
  const onError = (context: Context) =>
    context.json({ errcode: 'M_TOO_LARGE', error: `A body may have ${maxSize} bytes.` }, 413)
  return bodyLimit({ maxSize, onError })
}

/** What a message takes in the queues of those it is for, at most. */
function queuedBytes({ deviceId, content }: ToDeviceMessage): number {
  return JSON.stringify(content).length * (deviceId === '*' ? maxDevices : 1)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
