import { html } from 'hono/html'
import { profileLinkPlace, profileLinkText } from '../../shared/profile.ts'
import { documentOf, type Markup, textOf } from '../markup/documentOf.ts'
import { minutesOf, type PageContent, type PageTrack, type PageWork } from './pageContent.ts'

/** Reaches nothing but its own folder, and runs nothing but its own script. */
const policy =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'"

/** The page itself. */
export function webPage(content: PageContent): string {
  const { title, artist, works, isOfArtist } = content
  const [work] = works
  const heading =
    isOfArtist || work === undefined ? artistHead(content) : html`<h1 dir="auto">${work.title}</h1>`
  const body = html`<header>
      ${artist.header !== null && isOfArtist ? html`<img class="banner" src="${artist.header.path}" alt="" />` : ''}
      ${heading}
    </header>
    <main>${works.map((each) => workSection(each, content))}</main>
    <footer>
      ${howToGet(content)} ${embedding(content)}
      <p><a href="feed.xml" type="application/rss+xml">News as a feed</a></p>
    </footer>`
  return page(content, { title, body, file: '' })
}

/** A player for a frame on somebody else's page. */
export function embedPage(content: PageContent): string {
  const { title, works, site } = content
  const [first] = works
  const body = html`<main class="embed">
    ${first?.cover ? html`<img class="cover" src="${first.cover.path}" alt="" />` : ''}
    <div>
      <h1 dir="auto">${title}</h1>
      <p>
        <a href="${site ?? 'index.html'}" target="_blank" rel="noopener">All about it, and how to buy it</a>
      </p>
    </div>
    <ol>
      ${works.flatMap(({ tracks }) => tracks).map((track) => trackItem(track))}
    </ol>
  </main>`
  return page(content, { title, body, file: 'embed.html' })
}

function page(
  { description, works, artist, site, isOfArtist }: PageContent,
  { title, body, file }: { readonly title: string; readonly body: Markup; readonly file: string },
): string {
  const image =
    (isOfArtist ? artist.picture : null) ?? works.find(({ cover }) => cover !== null)?.cover ?? null
  const [first] = works
  const kind = isOfArtist ? 'profile' : first?.kind === 'release' ? 'music.album' : 'music.song'
  const sound = first?.tracks.find(({ preview }) => preview !== null)?.preview ?? null
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <meta name="description" content="${description}" />
        <meta property="og:title" content="${title}" />
        <meta property="og:type" content="${kind}" />
        <meta property="og:description" content="${description}" />
        ${site === null ? '' : html`<meta property="og:url" content="${site}" />`}
        ${image === null ? '' : html`<meta property="og:image" content="${site ?? ''}${image.path}" />`}
        ${sound === null ? '' : html`<meta property="og:audio" content="${site ?? ''}${sound.path}" />`}
        ${sound === null ? '' : html`<meta property="og:audio:type" content="audio/mp4" />`}
        <link rel="stylesheet" href="style.css" />
        ${file === '' ? html`<link rel="alternate" type="application/rss+xml" title="${title}" href="feed.xml" />` : ''}
        <script src="page.js" defer></script>
      </head>
      <body>
        ${body}
      </body>
    </html>`
  return documentOf(document)
}

function artistHead({ artist }: PageContent): Markup {
  const { name, place, about, links, link, picture } = artist
  return html`<div class="artist">
    ${picture === null ? '' : html`<img class="portrait" src="${picture.path}" alt="" />`}
    <div>
      <h1 dir="auto">${name}</h1>
      ${place === null ? '' : html`<p class="quiet" dir="auto">${place}</p>`}
      ${about === null ? '' : html`<p class="words" dir="auto">${about}</p>`}
      <ul class="links">
        <li><a href="${link}">In Busker</a></li>
        ${links.map(
          (each) =>
            html`<li>
              <a href="${each.url}" rel="noopener noreferrer" title="${profileLinkPlace(each.url)}" dir="auto"
                >${profileLinkText(each)}</a
              >
            </li>`,
        )}
      </ul>
    </div>
  </div>`
}

function workSection(work: PageWork, { isOfArtist, artist }: PageContent): Markup {
  const facts = [work.year, work.genre, work.kind === 'release' ? counted(work.tracks.length) : null]
  const said = facts.filter((fact) => fact !== null).join(' · ')
  return html`<section>
    <div class="work">
      ${work.cover === null ? '' : html`<img class="cover" src="${work.cover.path}" alt="" />`}
      <div>
        ${isOfArtist ? html`<h2 dir="auto">${work.title}</h2>` : ''}
        <p dir="auto">
          ${isOfArtist ? work.artistName : html`<a href="${artist.link}">${work.artistName}</a>`}
        </p>
        <p class="quiet" dir="auto">${said}</p>
        <p>
          <a class="buy" href="${work.link}"
            >${buyText(work.price)}<span class="hidden">: ${work.title}</span></a
          >
          <a href="#get">Nothing opens?</a>
        </p>
      </div>
    </div>
    ${work.description === null ? '' : html`<p class="words" dir="auto">${work.description}</p>`}
    <ol>
      ${work.tracks.map((track) => trackItem(track, work.kind === 'release'))}
    </ol>
  </section>`
}

function buyText(price: string): string {
  if (price === 'free') return 'Get it free'
  return price === 'name your price' ? 'Name your price' : `Buy for ${price}`
}

function trackItem({ title, durationMs, price, link, preview }: PageTrack, isOffered = false): Markup {
  return html`<li>
    <p class="track">
      <span dir="auto">${title}</span>
      <span class="quiet">${minutesOf(durationMs)}</span>
      ${isOffered ? html`<a href="${link}">${price}<span class="hidden">: ${title}</span></a>` : ''}
    </p>
    ${preview === null ? '' : html`<audio controls preload="none" src="${preview.path}" aria-label="Preview of ${title}"></audio>`}
  </li>`
}

function howToGet({ program }: PageContent): Markup {
  return html`<section id="get" tabindex="-1" aria-labelledby="get-heading">
    <h2 id="get-heading">How to get it</h2>
    <p role="status" hidden>Nothing seems to have opened: Busker is not on this machine yet.</p>
    <p>
      This music is sold by its artist, from their own computer, through Busker, a free program for your
      computer. What you pay goes to the artist, and what you buy is yours.
    </p>
    <p>
      ${
        program === null
          ? 'Install Busker, come back here, and press the price again.'
          : html`<a href="${program}" rel="noopener noreferrer">Get Busker</a> at
              ${profileLinkPlace(program)}, come back here, and press the price again.`
      }
    </p>
  </section>`
}

function embedding({ site, title }: PageContent): Markup | '' {
  if (site === null) return ''
  const frame = textOf(
    html`<iframe src="${site}embed.html" title="${title}" width="100%" height="300" loading="lazy"></iframe>`,
  )
  return html`<details>
    <summary>Put this on a page of yours</summary>
    <pre><code>${frame}</code></pre>
  </details>`
}

function counted(tracks: number): string {
  return tracks === 1 ? '1 track' : `${tracks} tracks`
}
