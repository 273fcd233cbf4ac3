import fc from 'fast-check'
import { expect, test } from 'vitest'
import { feed } from './feed.ts'
import type { PageContent, PageWork } from './pageContent.ts'
import { embedPage, webPage } from './webPage.ts'

const file = (path: string) => ({ path, mediaType: 'audio/mp4', bytes: 1234 })

/** A page on which every text that somebody wrote is `text`. */
function contentWith(text: string, isOfArtist = true): PageContent {
  const offer = { title: text, artistName: text, price: text, link: 'busker://work/track/1f/1' }
  const track = { ...offer, durationMs: 65_000, preview: file('previews/one.m4a') }
  const work: PageWork = {
    ...offer,
    kind: 'release',
    label: 'release/1f/1',
    year: 2026,
    genre: text,
    description: text,
    cover: file('pictures/one.jpeg'),
    createdAt: 0,
    tracks: [track, { ...track, preview: null }],
  }
  return {
    title: text,
    description: text,
    artist: {
      name: text,
      place: text,
      about: text,
      links: [{ title: text, url: 'https://tilda.example/?a=1&b=2' }, { url: 'busker://artist/0x1' }],
      link: 'busker://artist/0x1',
      picture: file('pictures/me.jpeg'),
      header: file('pictures/wide.jpeg'),
    },
    isOfArtist,
    works: [work, work],
    site: 'https://tilda.example/music/',
    program: 'https://busker.example/',
  }
}

const documents = (text: string) =>
  [true, false].flatMap((isOfArtist) => {
    const content = contentWith(text, isOfArtist)
    return [webPage(content), embedPage(content), feed(content)]
  })

/** The markup alone: what stands between tags and in quotation marks is left out. */
function markupOf(document: string): string[] {
  const tags = document.match(/<(?:"[^"]*"|[^>"])*>/g) ?? []
  return tags.map((tag) => tag.replaceAll(/"[^"]*"/g, '""').replaceAll(/\s+/g, ' '))
}

const plain = documents('plain').map(markupOf)
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</title></head><body onload=alert(1)>',
    ']]><script/>',
    '--><svg onload=alert(1)>',
    '<!--',
    '&lt;script&gt; &amp; &#60;',
    'javascript:alert(1)',
    '\u0000\u0008\uffff\ud800\u202e',
    '${alert(1)} {{alert(1)}} `',
    '</textarea></code></pre><script>',
    'x'.repeat(20_000),
  ),
)

test.each([
  ['1.50 tUSD', 'Buy for 1.50 tUSD'],
  ['1.50 tUSD or more', 'Buy for 1.50 tUSD or more'],
  ['free', 'Get it free'],
  ['name your price', 'Name your price'],
])('what costs “%s” is offered as “%s”', (price, offered) => {
  const content = contentWith('Song')
  const works = content.works.map((work) => ({ ...work, price }))
  expect(webPage({ ...content, works })).toContain(`>${offered}<`)
})

test('whatever people wrote, no document has other markup for it', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        hostile,
        fc.array(hostile).map((parts) => parts.join('')),
      ),
      (text) => {
        expect(documents(text).map(markupOf)).toEqual(plain)
      },
    ),
    { numRuns: 50 },
  )
})

test('and none has a character that its reader would refuse', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const document of documents(text)) {
        expect(document).not.toMatch(/[[\p{Cc}--[\t\n\r]]\ufffe\uffff]/v)
        expect(document.isWellFormed()).toBe(true)
      }
    }),
  )
})

test('a page names files of its own folder alone, and one script', () => {
  for (const document of documents('plain')) {
    const named = [...document.matchAll(/(?:src|href|url)="([^"]*)"/g)].map(([, url = '']) => url)
    const outside = named.filter((url) => !/^(busker:|#|[\w-]+(\/[\w-]+)*\.\w+$)/.test(url))
    const said = ['https://tilda.example/?a=1&amp;b=2', 'https://busker.example/']
    for (const url of outside)
      expect(url.startsWith('https://tilda.example/music/') || said.includes(url)).toBe(true)
    expect(document.match(/<script/g)?.length ?? 0).toBeLessThanOrEqual(1)
    expect(document).not.toMatch(/\son\w+=|javascript:|style="/)
  }
})

test('where the page will be is in what others read of it; without it a feed leads into Busker', () => {
  const content = contentWith('plain')
  expect(webPage(content)).toContain(
    'property="og:image" content="https://tilda.example/music/pictures/me.jpeg"',
  )
  expect(feed(content)).toContain(
    '<enclosure url="https://tilda.example/music/previews/one.m4a" length="1234"',
  )
  const nowhere = { ...content, site: null }
  expect(webPage(nowhere)).not.toContain('og:url')
  expect(feed(nowhere)).not.toContain('enclosure')
  expect(feed(nowhere)).toContain('<link>busker://work/track/1f/1</link>')
})
