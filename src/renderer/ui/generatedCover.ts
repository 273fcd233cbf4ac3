/** A cover generated from a title: flat shapes on paper, the same for the same title everywhere. */
export interface GeneratedCover {
  readonly paper: string
  readonly shapes: readonly CoverShape[]
}

/** On a field of 120 × 120. */
export type CoverShape =
  | {
      readonly kind: 'circle'
      readonly x: number
      readonly y: number
      readonly r: number
      readonly ink: string
    }
  | {
      readonly kind: 'box'
      readonly x: number
      readonly y: number
      readonly w: number
      readonly h: number
      readonly ink: string
    }
  | { readonly kind: 'path'; readonly d: string; readonly ink: string }

/** Paper first, then inks. */
const palettes = [
  ['#e8dcc4', '#c8442b', '#1f2f3d', '#e0a526'],
  ['#16324a', '#e9e0cd', '#d96f3a', '#6fa3a0'],
  ['#d9cfe0', '#5b3a73', '#e2703a', '#2b2238'],
  ['#20372f', '#dfc88f', '#a8412f', '#7fa087'],
  ['#f0d9cf', '#21407a', '#d94f4a', '#f0a93b'],
  ['#2a2426', '#d8a48f', '#8f2f3c', '#e7ded3'],
  ['#cfdcd6', '#14514f', '#e58f3d', '#1f2626'],
  ['#e3c04f', '#27221c', '#b5482a', '#f3ead6'],
  ['#3a2440', '#e58ea0', '#f1e4d7', '#6a62b5'],
  ['#dfe2e6', '#26384f', '#8aa6c1', '#cf4b32'],
] as const

type Palette = (typeof palettes)[number]
type RandomBelow = (below: number) => number

export function generateCover(title: string): GeneratedCover {
  const dice = seededRandom(title)
  const palette = palettes[dice(palettes.length)] ?? palettes[0]
  const compose = compositions[dice(compositions.length)] ?? rings
  return { paper: palette[0], shapes: compose(palette, dice) }
}

const compositions = [rings, columns, quarters, sun, hills, grid]

function rings([paper, ...inks]: Palette, dice: RandomBelow): CoverShape[] {
  const [x, y] = [24 + dice(72), 24 + dice(72)]
  const turn = dice(3)
  return [92, 74, 56, 38, 20, 7].map((r, index) => {
    const ink = index % 2 === 1 ? paper : (inks[(turn + index / 2) % 3] ?? inks[0])
    return { kind: 'circle', x, y, r, ink }
  })
}

function columns([, ...inks]: Palette, dice: RandomBelow): CoverShape[] {
  const base = 84 + dice(20)
  const turn = dice(3)
  return Array.from({ length: 9 }, (_, index) => {
    const h = 14 + dice(base - 22)
    return {
      kind: 'box',
      x: 11 + index * 11,
      y: base - h,
      w: 8,
      h: h + (index % 3) * 4,
      ink: inks[(turn + Math.floor(index / 3)) % 3] ?? inks[0],
    }
  })
}

function quarters([, ...inks]: Palette, dice: RandomBelow): CoverShape[] {
  return Array.from({ length: 9 }, (_, index) => {
    const [x, y] = [(index % 3) * 40, Math.floor(index / 3) * 40]
    const [sx, sy] = [dice(2) * 40, dice(2) * 40]
    const [cx, cy] = [x + sx, y + sy]
    const [ax, by] = [x + (40 - sx), y + (40 - sy)]
    const sweep = sx === sy ? 1 : 0
    return {
      kind: 'path',
      d: `M${cx} ${cy}L${ax} ${cy}A40 40 0 0 ${sweep} ${cx} ${by}Z`,
      ink: inks[dice(3)] ?? inks[0],
    }
  })
}

function sun([, first, second, third]: Palette, dice: RandomBelow): CoverShape[] {
  const line = 66 + dice(18)
  const bars = Array.from({ length: 5 }, (_, index): CoverShape => {
    const y = line + index * 10 + 3
    return { kind: 'box', x: 0, y, w: 120, h: 3 + index * 1.4, ink: index % 2 === 0 ? second : third }
  })
  const r = 24 + dice(18)
  return [{ kind: 'circle', x: 30 + dice(60), y: line - dice(20), r, ink: first }, ...bars]
}

function hills([, ...inks]: Palette, dice: RandomBelow): CoverShape[] {
  const moon: CoverShape = {
    kind: 'circle',
    x: 20 + dice(80),
    y: 18 + dice(24),
    r: 6 + dice(9),
    ink: inks[1],
  }
  const rows = [46, 68, 90].map((y, index): CoverShape => {
    const [a, b, c] = [dice(36) - 18, dice(44) - 22, dice(36) - 18]
    const ink = inks[(index * 2) % 3] ?? inks[0]
    return { kind: 'path', d: `M0 ${y + a}C30 ${y - b} 78 ${y + b} 120 ${y + c}V120H0Z`, ink }
  })
  return [moon, ...rows]
}

function grid([, ...inks]: Palette, dice: RandomBelow): CoverShape[] {
  const [ox, oy] = [dice(5), dice(5)]
  return Array.from({ length: 25 }, (_, index) => {
    const [column, row] = [index % 5, Math.floor(index / 5)]
    const far = Math.abs(column - ox) + Math.abs(row - oy)
    const ink = far === 0 ? inks[1] : (inks[far % 2 === 0 ? 0 : 2] ?? inks[0])
    return { kind: 'circle', x: 20 + column * 20, y: 20 + row * 20, r: Math.max(2.2, 9.6 - far * 1.25), ink }
  })
}

/** FNV-1a for the seed, then xorshift32: small, and the same on every machine. */
function seededRandom(title: string): RandomBelow {
  let state = 0x811c9dc5
  for (const letter of title.normalize('NFC')) {
    state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  }
  state ||= 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}
