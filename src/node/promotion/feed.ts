import { html, raw } from 'hono/html'
import { documentOf } from '../markup/documentOf.ts'
import type { PageContent, PageWork } from './pageContent.ts'

/**
 * The works of a page as an RSS 2.0 feed, newest first. Without the page's address, items lead into Busker and have no sound:
 * a feed names files by their whole address.
 */
export function feed(content: PageContent): string {
  const { title, description, site, works, artist } = content
  const items = works.toSorted((one, other) => other.createdAt - one.createdAt)
  const document = html`${raw('<?xml version="1.0" encoding="UTF-8"?>')}
    <rss version="2.0">
      <channel>
        <title>${title}</title>
        ${raw('<link>')}${site ?? artist.link}${raw('</link>')}
        <description>${description}</description>
        <language>en</language>
        ${items.map((work) => item(work, site))}
      </channel>
    </rss>`
  return documentOf(document)
}

function item(work: PageWork, site: string | null) {
  const { title, artistName, link, label, createdAt, description, price } = work
  const sound = work.tracks.find(({ preview }) => preview !== null)?.preview ?? null
  return html`<item>
    <title>${title} – ${artistName}</title>
    ${raw('<link>')}${site ?? link}${raw('</link>')}
    <guid isPermaLink="false">${label}</guid>
    <pubDate>${new Date(createdAt).toUTCString()}</pubDate>
    <description>${description ?? `${title} by ${artistName}, ${price}`}</description>
    ${
      sound === null || site === null
        ? ''
        : html`<enclosure url="${site}${sound.path}" length="${sound.bytes}" type="${sound.mediaType}" />`
    }
  </item>`
}
