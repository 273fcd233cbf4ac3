/** `2 Intro` comes before `10 Outro`. */
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Compares names as people order them: numbers by value, case and accents last. Equal only for equal names. */
export function compareNames(one: string, other: string): number {
  return natural.compare(one, other) || (one < other ? -1 : one > other ? 1 : 0)
}

/** Compares paths as {@link compareNames} does, folder by folder. */
export function comparePaths(one: string, other: string): number {
  const names = one.split(/[/\\]/)
  const others = other.split(/[/\\]/)
  for (const [index, name] of names.entries()) {
    const against = others[index]
    const compared = against === undefined ? 1 : compareNames(name, against)
    if (compared !== 0) return compared
  }
  return names.length - others.length
}
