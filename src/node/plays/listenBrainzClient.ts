import { z } from 'zod'
import { BuskerError } from '../../shared/errors.ts'

/** Something that was heard. */
export interface Listen {
  readonly artistName: string
  readonly title: string
  readonly releaseTitle: string | null
  readonly durationMs: number | null
  /** When it began, ms since the epoch. */
  readonly listenedAt: number
}

/** How a submission ended. */
export type Submission =
  | { readonly outcome: 'taken' }
  /** What was sent makes no sense there, and never will. */
  | { readonly outcome: 'refused' }
  /** Not now; at the earliest in so many ms. */
  | { readonly outcome: 'later'; readonly afterMs: number }

const timeoutMs = 15_000
/** Bytes of an answer that are read. */
const maxAnswerBytes = 64 * 1024
const maxWaitMs = 3_600_000

const validation = z.object({ valid: z.boolean(), user_name: z.string().max(200).optional() })

/**
 * ListenBrainz' API (https://listenbrainz.readthedocs.io/en/latest/users/api/core.html): what one token may do. A redirection is never
 * followed, for it would take the token along.
 */
export class ListenBrainzClient {
  readonly #root: string

  /** @param root of the API, without a slash at its end */
  constructor(root = 'https://api.listenbrainz.org') {
    this.#root = root
  }

  /** Whose token it is. @throws BuskerError `LISTENBRAINZ_TOKEN`, `LISTENBRAINZ_UNREACHABLE` */
  async userOf(token: string): Promise<string> {
    const answer = await this.#ask('/1/validate-token', token)
    if (answer.status === 401) throw tokenRefused()
    const { data } = validation.safeParse(parseJson(await readAnswer(answer)))
    if (!answer.ok || data === undefined) throw unreachable(`It answered with status ${answer.status}.`)
    if (!data.valid || data.user_name === undefined) throw tokenRefused()
    return data.user_name
  }

  /** @throws BuskerError `LISTENBRAINZ_TOKEN`, `LISTENBRAINZ_UNREACHABLE` */
  async submit(token: string, listens: readonly Listen[]): Promise<Submission> {
    const answer = await this.#ask('/1/submit-listens', token, {
      listen_type: listens.length === 1 ? 'single' : 'import',
      payload: listens.map(toPayload),
    })
    await answer.body?.cancel()
    if (answer.ok) return { outcome: 'taken' }
    if (answer.status === 401) throw tokenRefused()
    if (answer.status === 429) return { outcome: 'later', afterMs: waitOf(answer.headers) }
    if (answer.status >= 400 && answer.status < 500) return { outcome: 'refused' }
    throw unreachable(`It answered with status ${answer.status}.`)
  }

  async #ask(path: string, token: string, body?: unknown): Promise<Response> {
    try {
      return await fetch(`${this.#root}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { Authorization: `Token ${token}`, 'Content-Type': 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    } catch (cause) {
      throw unreachable('There was no answer.', cause)
    }
  }
}

function toPayload({ artistName, title, releaseTitle, durationMs, listenedAt }: Listen) {
  return {
    listened_at: Math.floor(listenedAt / 1000),
    track_metadata: {
      artist_name: artistName,
      track_name: title,
      ...(releaseTitle !== null && { release_name: releaseTitle }),
      additional_info: {
        media_player: 'Busker',
        submission_client: 'Busker',
        ...(durationMs !== null && { duration_ms: durationMs }),
      },
    },
  }
}

/** At most so much, whatever the answer says of itself. */
async function readAnswer({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of body ?? []) {
    length += part.byteLength
    if (length > maxAnswerBytes) throw unreachable('Its answer is far too long.')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** What `X-RateLimit-Reset-In` says, in seconds, within a second and an hour. */
function waitOf(headers: Headers): number {
  const seconds = Number(headers.get('x-ratelimit-reset-in') ?? Number.NaN)
  return Math.min(maxWaitMs, Math.max(1000, Number.isFinite(seconds) ? seconds * 1000 : 60_000))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function tokenRefused(): BuskerError {
  return new BuskerError('LISTENBRAINZ_TOKEN', 'ListenBrainz does not take this token.')
}

function unreachable(why: string, cause?: unknown): BuskerError {
  return new BuskerError('LISTENBRAINZ_UNREACHABLE', `ListenBrainz can’t be reached. ${why}`, { cause })
}
