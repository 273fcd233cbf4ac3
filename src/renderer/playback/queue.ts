import type { PlayerState, QueueItem, QueueTrack } from './playerState.ts'

/** The part of the player's state that says what is played, and in which order. */
export type Queue = Pick<PlayerState, 'queue' | 'index' | 'isShuffled' | 'repeat'>
type Order = Pick<PlayerState, 'queue' | 'index'>

/** Gives a number from 0 up to 1. */
export type Random = () => number

export function toItems(tracks: readonly QueueTrack[], newKey: () => string, isPreview = false): QueueItem[] {
  return tracks.map((track, index) => ({ key: newKey(), track, isPreview, unshuffledPosition: index }))
}

/** A new queue that begins with one of its items. */
export function replaced(
  items: readonly QueueItem[],
  start: number,
  isShuffled: boolean,
  random: Random,
): Order {
  const index = items.length === 0 ? -1 : Math.min(Math.max(0, start), items.length - 1)
  const order = { queue: items, index }
  return isShuffled ? shuffled(order, random) : order
}

/** @param at the index that the first of the new items gets */
export function inserted(
  { queue, index, isShuffled }: Queue,
  items: readonly QueueItem[],
  at: number,
): Order {
  const before = queue[at - 1]?.unshuffledPosition ?? -1
  const positions = queue.map(({ unshuffledPosition }) => unshuffledPosition)
  const after = positions.reduce((least, one) => (one > before && one < least ? one : least), Infinity)
  const step = ((Number.isFinite(after) ? after : before + items.length + 1) - before) / (items.length + 1)
  const placed = items.map((item, i) => ({ ...item, unshuffledPosition: before + step * (i + 1) }))
  const all = [...queue.slice(0, at), ...placed, ...queue.slice(at)]
  const now = index >= at ? index + items.length : index
  return { queue: isShuffled ? all : renumbered(all), index: now }
}

/** Without one item. When it is the current one, the next takes its index; -1 when none is left. */
export function removed({ queue, index, isShuffled }: Queue, key: string): Order {
  const at = queue.findIndex((item) => item.key === key)
  if (at === -1) return { queue, index }
  const rest = queue.filter((item) => item.key !== key)
  const now = at < index ? index - 1 : Math.min(index, rest.length - 1)
  return { queue: isShuffled ? rest : renumbered(rest), index: now }
}

export function moved({ queue, index, isShuffled }: Queue, key: string, to: number): Order {
  const item = queue.find((each) => each.key === key)
  if (item === undefined) return { queue, index }
  const rest = queue.filter((each) => each !== item)
  const at = Math.min(Math.max(0, to), rest.length)
  const all = [...rest.slice(0, at), item, ...rest.slice(at)]
  const current = queue[index]
  return {
    queue: isShuffled ? all : renumbered(all),
    index: all.findIndex((each) => each.key === current?.key),
  }
}

/** The current item first, the others in random order (Fisher and Yates). */
export function shuffled({ queue, index }: Order, random: Random): Order {
  const current = queue[index]
  const others = queue.filter((item) => item !== current)
  for (let last = others.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const [one, two] = [others[last], others[other]]
    if (one !== undefined && two !== undefined) [others[last], others[other]] = [two, one]
  }
  return current === undefined ? { queue: others, index } : { queue: [current, ...others], index: 0 }
}

/** In the order it had before it was shuffled. */
export function unshuffled({ queue, index }: Order): Order {
  const current = queue[index]
  const ordered = renumbered(queue.toSorted((a, b) => a.unshuffledPosition - b.unshuffledPosition))
  return { queue: ordered, index: ordered.findIndex(({ key }) => key === current?.key) }
}

/** @returns which is played when the current one has ended by itself; -1: none */
export function following(queue: Queue): number {
  return queue.repeat === 'one' ? queue.index : nextOf(queue)
}

/** @returns which is played when the person asks for the next; -1: none */
export function nextOf({ queue, index, repeat }: Queue): number {
  if (index + 1 < queue.length) return index + 1
  return repeat === 'off' || queue.length === 0 ? -1 : 0
}

/** @returns which is played when the person asks for the one before; the first one's is itself */
export function previousOf({ queue, index, repeat }: Queue): number {
  if (index > 0) return index - 1
  return repeat === 'all' ? queue.length - 1 : index
}

function renumbered(queue: readonly QueueItem[]): QueueItem[] {
  return queue.map((item, index) =>
    item.unshuffledPosition === index ? item : { ...item, unshuffledPosition: index },
  )
}
