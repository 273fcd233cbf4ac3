const words = 24

/** Three different places among the 24, from 0, in order. */
export function pickWordPositions(random: () => number = Math.random): number[] {
  const left = Array.from({ length: words }, (_, index) => index)
  const taken = Array.from({ length: 3 }, () => left.splice(Math.floor(random() * left.length), 1)[0] ?? 0)
  return taken.toSorted((a, b) => a - b)
}
