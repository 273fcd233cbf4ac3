import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** A refusal in Matrix's own form: `{errcode, error}`. */
export class MatrixError extends Error {
  readonly status: ContentfulStatusCode
  readonly errcode: string

  constructor(status: ContentfulStatusCode, errcode: string, message: string) {
    super(message)
    this.name = 'MatrixError'
    this.status = status
    this.errcode = errcode
  }
}
