import { fromLabel, type Label } from './ids.ts'

/** What the labels of all editions of a work have in common: `track/<id>`. */
export function workNameOf(label: Label): string {
  return label.slice(0, label.lastIndexOf('/'))
}

/** Of each work the label of the newest edition among these, in the order in which the works come first. */
export function newestEditions(labels: readonly Label[]): Label[] {
  return [...Map.groupBy(labels, workNameOf).values()].map((editions) =>
    editions.reduce((one, other) => (fromLabel(other).edition > fromLabel(one).edition ? other : one)),
  )
}
