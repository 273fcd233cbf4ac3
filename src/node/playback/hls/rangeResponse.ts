import type { Context } from 'hono'

const onlyRange = /^bytes=(\d{0,15})-(\d{0,15})$/

/** Answers with bytes, or with the one range of them that was asked for (RFC 9110 §14); several ranges are not taken apart. */
export function rangeResponse(context: Context, bytes: Uint8Array, type: string): Response {
  const length = bytes.byteLength
  const headers = { 'content-type': type, 'accept-ranges': 'bytes' }
  const [whole, first, last] = onlyRange.exec(context.req.header('range') ?? '') ?? []
  if (whole === undefined || (first === '' && last === '')) {
    return context.body(new Uint8Array(bytes), 200, headers)
  }
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first)
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1)
  if (from >= length || from > to) {
    return context.body(null, 416, { ...headers, 'content-range': `bytes */${length}` })
  }
  const part = new Uint8Array(bytes.subarray(from, to + 1))
  return context.body(part, 206, { ...headers, 'content-range': `bytes ${from}-${to}/${length}` })
}
