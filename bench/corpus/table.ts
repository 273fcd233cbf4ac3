import type { CorpusResult } from './trade.ts'

/** What became of all files: a line for each kind, then whatever was refused or differs. */
export function corpusTable(results: readonly CorpusResult[]): string {
  const kinds = [...new Set(results.map(({ file }) => file.extension))].toSorted()
  const count = (of: readonly CorpusResult[], outcome: CorpusResult['outcome']) =>
    of.filter((result) => result.outcome === outcome).length
  const line = (name: string, of: readonly CorpusResult[]) => {
    const known = of.flatMap(({ correlation }) => correlation ?? [])
    const lowest = known.length === 0 ? '–' : Math.min(...known).toFixed(3)
    const exact = of.filter(({ lengthDifference }) => lengthDifference === 0).length
    return `| ${name} | ${of.length} | ${count(of, 'same')} | ${exact} | ${lowest} | ${count(of, 'refused')} | ${count(of, 'differs')} |`
  }
  return [
    '| kind | files | the same | exactly as long | lowest correlation | refused by name | differs |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...kinds.map((kind) =>
      line(
        kind,
        results.filter(({ file }) => file.extension === kind),
      ),
    ),
    line('all', results),
    '',
    ...results
      .filter(({ outcome }) => outcome !== 'same')
      .toSorted((a, b) => (a.detail < b.detail ? -1 : 1))
      .map(
        ({ file, outcome, detail }) =>
          `- ${outcome}: ${file.package}, ${file.path.split('/').at(-1)}: ${detail}`,
      ),
  ].join('\n')
}
