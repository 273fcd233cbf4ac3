import type { html } from 'hono/html'

/** What is no character of XML, or none that shows anything. */
const illegal = /[[\p{Cc}--[\t\n\r]]\p{Cs}\ufffe\uffff]/gv

export type Markup = ReturnType<typeof html>

/** A document without characters that its reader would refuse, whoever wrote them. */
export function documentOf(markup: Markup): string {
  return `${textOf(markup).replace(illegal, '').trim()}\n`
}

export function textOf(markup: Markup): string {
  if (markup instanceof Promise) throw new Error('All of a page is there when it is written.')
  return markup.toString()
}
