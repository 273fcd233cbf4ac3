import type { CID } from 'multiformats/cid'
import { z } from 'zod'
import { isDagCbor } from '../../../node/catalogue/trackReading.ts'
import { blockMaxBytes } from '../../../protocol/segments.ts'
import { BuskerError } from '../../../shared/errors.ts'

/** How long one answer may take, ms. */
const patienceMs = 10_000
/** And a pin: Kubo follows every link of a catalogue. */
const pinPatienceMs = 10 * 60_000
/** What is read of an answer that is no block. */
const answerMaxBytes = 64 * 1024

const failure = z.object({ Message: z.string().max(2000) })
const putAnswer = z.object({ Key: z.string() })
const versionAnswer = z.object({ Version: z.string().max(100) })

/** The errors by which Kubo says no, and IPFS Cluster's proxy of it: the RPC has no codes for them. */
const isAbsent = /not found|could not find/i
const isNotPinned = /not pinned|not part of the (?:pinset|global state)/i

/**
 * Kubo's RPC, or IPFS Cluster's proxy of it: blocks and recursive pins. It never makes Kubo fetch from others.
 *
 * Each method throws BuskerError `HUB_KUBO_UNREACHABLE` where Kubo does not answer, or refuses.
 */
export class KuboClient {
  readonly #url: URL
  readonly #headers: Record<string, string>

  /** @param url such as `http://127.0.0.1:5001`; a user and a password in it are sent as Kubo's `API.Authorizations` ask */
  constructor(url: string) {
    this.#url = new URL(url)
    const { username, password } = this.#url
    const secret = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    this.#headers =
      username === '' ? {} : { authorization: `Basic ${Buffer.from(secret).toString('base64')}` }
    this.#url.username = ''
    this.#url.password = ''
  }

  /** Without what is secret in it. */
  get url(): string {
    return this.#url.href.replace(/\/$/, '')
  }

  async version(): Promise<string> {
    return this.#parse(versionAnswer, await this.#ask('version', {})).Version
  }

  /** Whether the block is there. */
  async has(cid: CID): Promise<boolean> {
    return (
      (await this.#ask('block/stat', { arg: cid.toString(), offline: 'true' }, { no: isAbsent })) !== null
    )
  }

  /** The block, which nobody has verified; undefined where it is not there. */
  async read(cid: CID): Promise<Uint8Array | undefined> {
    const response = await this.#post('block/get', { arg: cid.toString(), offline: 'true' })
    if (response.ok) return this.#read(response, blockMaxBytes)
    return this.#refused(response, isAbsent)
  }

  /** Hands a block over, which stays until Kubo collects garbage. @param cid raw or dag-cbor, SHA-256 */
  async put(cid: CID, bytes: Uint8Array): Promise<void> {
    const body = new FormData()
    body.set('file', new Blob([bytes as Uint8Array<ArrayBuffer>]))
    const answer = await this.#ask(
      'block/put',
      {
        'cid-codec': isDagCbor(cid) ? 'dag-cbor' : 'raw',
        mhtype: 'sha2-256',
        pin: 'false',
        'allow-big-block': 'true',
      },
      { body },
    )
    const { Key } = this.#parse(putAnswer, answer)
    if (Key !== cid.toString()) throw this.#unusable(`it keeps the block ${cid.toString()} as ${Key}`)
  }

  /** Pins `root` and all that it links, down to the last. @returns false where something of it is not there */
  async pin(root: CID, signal: AbortSignal): Promise<boolean> {
    const query = { arg: root.toString(), recursive: 'true', offline: 'true' }
    return (await this.#ask('pin/add', query, { no: isAbsent, signal, patienceMs: pinPatienceMs })) !== null
  }

  async unpin(root: CID): Promise<void> {
    await this.#ask('pin/rm', { arg: root.toString(), recursive: 'true' }, { no: isNotPinned })
  }

  async isPinned(root: CID): Promise<boolean> {
    return (
      (await this.#ask('pin/ls', { arg: root.toString(), type: 'recursive' }, { no: isNotPinned })) !== null
    )
  }

  /** Frees the disk of what nobody has pinned. */
  async collectGarbage(signal: AbortSignal): Promise<void> {
    const response = await this.#post('repo/gc', { quiet: 'true' }, { signal, patienceMs: pinPatienceMs })
    if (!response.ok) await this.#refused(response)
    // It is done when its answer ends, which names each block.
    await response.body?.pipeTo(new WritableStream())
  }

  /** @returns what Kubo answers, or null where it answers `options.no` */
  async #ask(
    command: string,
    query: Record<string, string>,
    options: AskOptions & { readonly no?: RegExp } = {},
  ): Promise<unknown> {
    const response = await this.#post(command, query, options)
    if (!response.ok) {
      await this.#refused(response, options.no)
      return null
    }
    const text = Buffer.from(await this.#read(response, answerMaxBytes)).toString()
    if (text.trim() === '') return {}
    try {
      return JSON.parse(text)
    } catch (cause) {
      throw this.#unusable(`it answers to ${command} with what is not JSON`, cause)
    }
  }

  #parse<T extends z.ZodType>(schema: T, answer: unknown): z.output<T> {
    const parsed = schema.safeParse(answer)
    if (parsed.success) return parsed.data
    throw this.#unusable('what answers there is not Kubo', parsed.error)
  }

  async #post(
    command: string,
    query: Record<string, string>,
    { body, signal, patienceMs: ms = patienceMs }: AskOptions = {},
  ): Promise<Response> {
    const url = `${this.url}/api/v0/${command}?${new URLSearchParams(query).toString()}`
    const patience = AbortSignal.timeout(ms)
    try {
      return await fetch(url, {
        method: 'POST',
        headers: this.#headers,
        redirect: 'error',
        signal: signal === undefined ? patience : AbortSignal.any([patience, signal]),
        ...(body !== undefined && { body }),
      })
    } catch (error) {
      signal?.throwIfAborted()
      throw this.#unusable(reasonOf(error), error)
    }
  }

  /** Returns where Kubo has said no in the words of `no`. */
  async #refused(response: Response, no?: RegExp): Promise<undefined> {
    const text = Buffer.from(await this.#read(response, answerMaxBytes)).toString()
    const message = messageIn(text)
    if (response.status === 500 && no?.test(message) === true) return undefined
    throw this.#unusable(`it answers ${response.status}${message === '' ? '' : `, “${message}”`}`)
  }

  async #read(response: Response, maxBytes: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    let length = 0
    try {
      for await (const part of response.body ?? []) {
        length += part.byteLength
        if (length > maxBytes) break
        parts.push(part)
      }
    } catch (error) {
      throw this.#unusable(reasonOf(error), error)
    }
    if (length > maxBytes) throw this.#unusable(`an answer of it is longer than ${maxBytes} bytes`)
    return new Uint8Array(Buffer.concat(parts))
  }

  #unusable(why: string, cause?: unknown): BuskerError {
    return new BuskerError(
      'HUB_KUBO_UNREACHABLE',
      `Kubo at ${this.url} can't be used: ${why}. Nothing is pinned, and what it keeps is not given out. Start it, or correct kuboUrl in hub.json.`,
      { cause },
    )
  }
}

interface AskOptions {
  readonly body?: FormData
  readonly signal?: AbortSignal
  readonly patienceMs?: number
}

function messageIn(text: string): string {
  try {
    return failure.parse(JSON.parse(text)).Message
  } catch {
    return text.slice(0, 200).trim()
  }
}

/** What fetch says itself is only that it failed. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}
