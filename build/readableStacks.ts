// Part of every bundled program: stack traces name the sources. A source map is read when the first stack through its file is.
import { existsSync, readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** V8 writes a frame as a line of a stack. */
interface Frame extends NodeJS.CallSite {
  toString(): string
}

const maps = new Map<string, SourceMap | null>()
const place = /file:\/\/[^\s()]+\.js(?=:\d+:\d+)/

Error.prepareStackTrace = (error, sites: Frame[]) =>
  [String(error), ...sites.map((site) => `    at ${sourceOf(site)}`)].join('\n')

/** A stack's line as V8 writes it, with the place in the source. */
function sourceOf(site: Frame): string {
  const text = site.toString()
  const [url] = place.exec(text) ?? []
  const [line, column] = [site.getLineNumber(), site.getColumnNumber()]
  if (url === undefined || line === null || column === null) return text
  const file = fileURLToPath(url)
  const entry = mapOf(file)?.findEntry(line - 1, column - 1)
  if (entry === undefined || !('originalSource' in entry)) return text
  const source = resolve(dirname(file), entry.originalSource)
  return text.replace(
    `${url}:${line}:${column}`,
    `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`,
  )
}

function mapOf(file: string): SourceMap | null {
  const known = maps.get(file)
  if (known !== undefined) return known
  const path = `${file}.map`
  const map = existsSync(path)
    ? new SourceMap(JSON.parse(readFileSync(path, 'utf8')) as SourceMapPayload)
    : null
  maps.set(file, map)
  return map
}
