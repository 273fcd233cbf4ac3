import type { Context } from 'hono'

/** Answers with a text of a media type, such as a page's script. */
export function answerText(context: Context, content: string, type: string): Response {
  return context.body(content, 200, { 'content-type': `${type}; charset=utf-8` })
}
