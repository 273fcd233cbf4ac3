/** The list with one item moved to another place; places outside it count as its ends. */
export function moveItem<T>(items: readonly T[], from: number, to: number): T[] {
  const index = Math.min(Math.max(to, 0), items.length - 1)
  const item = items.at(from)
  if (from < 0 || item === undefined) return [...items]
  const rest = items.filter((_, other) => other !== from)
  return [...rest.slice(0, index), item, ...rest.slice(index)]
}
