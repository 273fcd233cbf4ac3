import { Hono } from 'hono'
import type { AccessToken } from '../../http/accessToken.ts'
import { requestGuard, type RequestGuardOptions } from '../../http/requestGuard.ts'
import { chainRoute } from './chainRoute.ts'
import { channelRoutes } from './channelRoutes.ts'
import { infoRoutes } from './infoRoutes.ts'
import { paymentRoutes } from './paymentRoutes.ts'
import type { RaidenApiParts } from './raidenApiParts.ts'
import { refusalOf } from './refusal.ts'
import type { WebUiFiles } from './webUiFiles.ts'
import { webUiRoutes } from './webUiRoutes.ts'

export interface RaidenApiRoutesOptions extends RaidenApiParts, Pick<RequestGuardOptions, 'host'> {
  readonly token: AccessToken
  /** Raiden's web UI; null: it is not served. */
  readonly webUi: WebUiFiles | null
  /** Ends this server, once the answer is out. */
  readonly onShutdown: () => void
}

/** The name that goes with the token where a client can only send a name and a password. */
export const userName = 'raiden'
const maxBodyBytes = 64 * 1024
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

/**
 * Raiden's REST API, version 1, for who has the token: as `Authorization: Bearer`, or as the password of `Basic`, which is all that
 * Raiden's clients and a browser can send. A browser sends it by itself, to this origin alone: another page's requests are
 * refused by their `Origin` and `Sec-Fetch-Site`.
 */
export function raidenApiRoutes(options: RaidenApiRoutesOptions): Hono {
  const { host, network, token, webUi, onFailure, onShutdown } = options
  const app = new Hono()
  app.use(requestGuard({ host, scheme: 'http', methods, maxBodyBytes }))
  app.use(async (context, next) => {
    if (isAllowed(token, context.req.header('authorization'))) return next()
    context.header('www-authenticate', 'Basic realm="Busker", charset="UTF-8"')
    return context.json({ errors: wrongToken }, 401)
  })
  for (const routes of [infoRoutes, channelRoutes, paymentRoutes]) app.route('/api/v1', routes(options))
  if (webUi !== null) app.route('/', webUiRoutes(webUi, network)).route('/web3', chainRoute(options))
  app.post('/api/v1/shutdown', (context) => {
    setImmediate(onShutdown)
    return context.json({ status: 'shutdown' })
  })
  app.notFound((context) => context.json({ errors: 'There is nothing here.' }, 404))
  app.onError((error, context) => {
    const refusal = refusalOf(error)
    if (refusal === undefined && !context.req.raw.signal.aborted) onFailure(error)
    return context.json(
      { errors: refusal?.message ?? 'Something went wrong. The node’s log says more.' },
      refusal?.status ?? 500,
    )
  })
  return app
}

const wrongToken =
  'This address needs the token that busker raiden-api has shown. Run it again for a new one.'

/** Takes as long whatever the header says. */
function isAllowed(token: AccessToken, header: string | undefined): boolean {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]{1,256})$/.exec(header ?? '') ?? []
  if (encoded === undefined) return token.isIn(header)
  const said = Buffer.from(encoded, 'base64').toString()
  return token.is(said.slice(`${userName}:`.length)) && said.startsWith(`${userName}:`)
}
