import { type Context, Hono } from 'hono'
import type { AccessToken } from '../../http/accessToken.ts'
import { addressOf } from '../../http/addressOf.ts'
import { answerText } from '../../http/answerText.ts'
import { requestGuard, type RequestGuardOptions } from '../../http/requestGuard.ts'
import type { OwnedWork } from '../../shared/api/library.ts'
import { type ErrorCode, isBuskerError, toErrorData } from '../../shared/errors.ts'
import { cidText, label as labelSchema, type CidText, type Label } from '../../shared/ids.ts'
import type { ArtworkImage } from '../playback/artworkReader.ts'
import { answerHls } from '../playback/hls/hlsAnswers.ts'
import { readHlsScript } from '../playback/hls/playerPage.ts'
import type { TrackLinks } from '../playback/hls/trackLinks.ts'
import { listenPage, listenScript, listenStyle } from './listenPage.ts'
import type { OpenSounds } from './openSounds.ts'

export interface ListenRoutesOptions extends Pick<RequestGuardOptions, 'host' | 'scheme'> {
  /** Whether its time is over: then it answers nobody. */
  readonly hasRunOut: () => boolean
  readonly token: AccessToken
  readonly sounds: OpenSounds
  readonly links: TrackLinks
  /** What is owned, newest first. */
  readonly library: () => Promise<readonly OwnedWork[]>
  /** As `joinOwned`. */
  readonly join: (label: Label, signal: AbortSignal) => Promise<void>
  readonly artwork: (cid: CidText, signal: AbortSignal) => Promise<ArtworkImage>
  /** Opens a track for a link of its own. */
  readonly openLink: (label: Label) => Promise<ReturnType<TrackLinks['add']>>
  readonly onFailure: (error: unknown) => void
  /** Told the address of whoever comes with the token. */
  readonly onCaller?: (address: string) => void
}

/** Works in one answer. */
const maxPage = 1000
/** How long opening a work may keep a player waiting, ms. */
const joinMs = 30_000
const named = ':kind{track|release}/:id{[0-9a-f]{32}}/:edition{[1-9][0-9]{0,8}}'

const statuses: Readonly<Partial<Record<ErrorCode, 403 | 404 | 409 | 503>>> = {
  PLAYBACK_NOT_OWNED: 403,
  PLAYBACK_NOT_A_TRACK: 404,
  PLAYBACK_NO_SEGMENT: 404,
  PLAYBACK_NO_PICTURE: 404,
  PLAYBACK_PICTURE_TOO_LARGE: 404,
  CATALOGUE_UNKNOWN: 404,
  POLICY_EXPIRED: 409,
  POLICY_REVOKED: 409,
  POLICY_FORGED: 409,
  POLICY_WRONG_KEY: 409,
  IPFS_BLOCK_NOT_FOUND: 503,
  POLICY_TOO_FEW_ANSWERS: 503,
}

/**
 * The listener server: a page that anybody who reaches it may load and that knows nothing; all else for who has the token, as
 * `Authorization: Bearer`, which no other page can send and no browser sends by itself. Nothing here orders or pays.
 */
export function listenRoutes(options: ListenRoutesOptions): Hono {
  const { hasRunOut, token, sounds, links, onFailure } = options
  const app = new Hono()
  app.use(requestGuard({ ...options, methods: ['GET', 'HEAD', 'POST'], entrance: '/' }))
  app.use(async (context, next) => (hasRunOut() ? context.body(null, 410) : next()))
  app.get('/', (context) => context.html(listenPage))
  app.get('/listen.js', (context) => answerText(context, listenScript, 'text/javascript'))
  app.get('/listen.css', (context) => answerText(context, listenStyle, 'text/css'))
  app.get('/hls.js', async (context) =>
    answerText(context, (await readHlsScript()).toString(), 'text/javascript'),
  )
  // A player that can't send headers has a link for one track, which is a secret of its own and ends.
  app.get('/link/:token{[\\w-]{43}}/:path{.+}', async (context) => {
    const link = links.get(context.req.param('token'))
    return link === undefined
      ? context.body(null, 404)
      : answerHls(link.sound, context.req.param('path'), context)
  })

  app.use(async (context, next) => {
    if (token.isIn(context.req.header('authorization'))) {
      options.onCaller?.(addressOf(context))
      return next()
    }
    context.header('www-authenticate', 'Bearer')
    return context.json({ code: 'LISTEN_TOKEN_WRONG', message: wrongToken }, 401)
  })
  app.get('/library', async (context) => {
    const [offset, limit] = [count(context, 'offset', 0), count(context, 'limit', maxPage)]
    if (offset === undefined || limit === undefined) return context.body(null, 400)
    const works = await options.library()
    const page = works.slice(offset, offset + Math.min(limit, maxPage))
    return context.json({ total: works.length, offset, works: page.map(listedWork) })
  })
  app.get('/artwork/:cid', async (context) => {
    const cid = cidText.safeParse(context.req.param('cid'))
    if (!cid.success) return context.body(null, 404)
    const { bytes, mediaType } = await options.artwork(cid.data, context.req.raw.signal)
    return context.body(new Uint8Array(bytes), 200, { 'content-type': mediaType })
  })
  app.post(`/join/${named}`, async (context) => {
    const label = labelOf(context)
    const signal = AbortSignal.any([context.req.raw.signal, AbortSignal.timeout(joinMs)])
    await options.join(label, signal)
    return context.json({ label, isJoined: true })
  })
  app.post(`/link/${named}`, async (context) => {
    const { token: secret, expiresAt } = await options.openLink(labelOf(context))
    return context.json({
      url: `${options.scheme}://${options.host()}/link/${secret}/master.m3u8`,
      expiresAt,
    })
  })
  app.get(`/hls/${named}/:path{.+}`, async (context) =>
    answerHls(await sounds.get(labelOf(context)), context.req.param('path'), context),
  )
  app.notFound((context) => context.body(null, 404))
  app.onError((error, context) => {
    const status = isBuskerError(error) ? statuses[error.code] : undefined
    if (status !== undefined) return context.json(toErrorData(error), status)
    if (!context.req.raw.signal.aborted) onFailure(error)
    return context.body(null, 500)
  })
  return app
}

const wrongToken = 'This address needs the token that busker listen has shown. Run it again for a new one.'

function labelOf({ req }: Context): Label {
  return labelSchema.parse(`${req.param('kind')}/${req.param('id')}/${req.param('edition')}`)
}

function count({ req }: Context, name: string, otherwise: number): number | undefined {
  const said = req.query(name) ?? String(otherwise)
  return /^\d{1,9}$/.test(said) ? Number(said) : undefined
}

/** What a player needs to list a work. */
function listedWork({ work, boughtAt, isDownloaded }: OwnedWork) {
  const { label, kind, title, artist, artistName, releaseTitle, durationMs, artwork, isOwned } = work
  return {
    label,
    kind,
    title,
    artist,
    artistName,
    releaseTitle,
    durationMs,
    artwork,
    boughtAt,
    /** Its key is here; of a release, all keys. */
    isJoined: isOwned,
    isDownloaded,
  }
}
