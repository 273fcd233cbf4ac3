import type { Layers } from './layer.ts'
import { layers } from './layers.ts'
import { allowsLayer } from './refusal.ts'

const begin = '<!-- layers: written by `npm run layers` from lint/layers.ts -->'
const end = '<!-- end of layers -->'

type Graph = ReadonlyMap<string, ReadonlySet<string>>

/** Which layer may import which, tests left out; layers of one `group` are drawn as one. */
function graphOf(table: Layers, group: (name: string) => string | null): Graph {
  const graph = new Map<string, Set<string>>()
  for (const [name, { imports }] of Object.entries(table)) {
    const from = group(name)
    if (from === null) continue
    const targets = graph.get(from) ?? new Set()
    graph.set(from, targets)
    for (const other of Object.keys(table)) {
      const to = group(other)
      if (to !== null && to !== from && imports.some((each) => allowsLayer(each, other))) targets.add(to)
    }
  }
  return graph
}

function reaches(graph: Graph, from: string, to: string): boolean {
  return [...(graph.get(from) ?? [])].some((next) => next === to || reaches(graph, next, to))
}

/** The arrows of a graph without circles, less those to what a longer way leads to. */
function arrows(graph: Graph): string[] {
  return [...graph].flatMap(([from, targets]) =>
    [...targets]
      .filter((to) => ![...targets].some((via) => via !== to && reaches(graph, via, to)))
      .map((to) => `  ${idOf(from)} --> ${idOf(to)}`),
  )
}

function idOf(name: string): string {
  return name.split('/').at(-1) ?? name
}

function draw(graph: Graph): string {
  const nodes = [...graph.keys()].map((name) => `  ${idOf(name)}["${idOf(name)}<br/>${layers[name]?.label}"]`)
  return ['```mermaid', 'flowchart TD', ...nodes, ...arrows(graph), '```'].join('\n')
}

/** `src/<folder>`, for whatever stands in it; null for what is not shipped. */
function topLayer(name: string): string | null {
  return name.startsWith('src/') ? name.split('/').slice(0, 2).join('/') : null
}

function nodeLayer(name: string): string | null {
  return name.startsWith('src/node/') ? name : null
}

function row([name, { holds, imports }]: [string, Layers[string]]): string {
  return `| \`${name}\` | ${holds} | ${imports.map((each) => each.replace(/^src\//, '')).join(', ')} |`
}

/** The part of ARCHITECTURE.md that the table of layers decides: two diagrams and what each folder may import. */
export function layersChapter(): string {
  return [
    begin,
    draw(graphOf(layers, topLayer)),
    '',
    'The rooms of `src/node`:',
    '',
    draw(graphOf(layers, nodeLayer)),
    '',
    '| folder | a line belongs there when it | may import |',
    '| --- | --- | --- |',
    ...Object.entries(layers).map(row),
    end,
  ].join('\n')
}

/**
 * `text`, the whole of ARCHITECTURE.md, with that part written anew.
 *
 * @throws Error when the marks around it are gone
 */
export function withLayersChapter(text: string): string {
  const [before, rest] = text.split(begin)
  const [, after] = rest?.split(end) ?? []
  if (before === undefined || after === undefined)
    throw new Error('ARCHITECTURE.md lacks its marks for layers')
  return before + layersChapter() + after
}
