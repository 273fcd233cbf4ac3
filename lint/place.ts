import { layers } from './layers.ts'

/** Where a path stands: its layer, and whether it is there for tests alone. */
export interface Place {
  readonly layer: string
  readonly isTest: boolean
}

const names = Object.keys(layers)

function holdsLayers(folder: string): boolean {
  return names.some((name) => name.startsWith(`${folder}/`))
}

/**
 * The place of a path from the repository's root, `/` between its parts: in the innermost layer declared for it.
 *
 * @returns null when no layer is declared for it: a folder beside the layers of another one belongs to none of them
 */
export function placeOf(path: string): Place | null {
  const parts = path.split('/')
  for (let end = parts.length; end > 0; end -= 1) {
    const layer = parts.slice(0, end).join('/')
    if (layers[layer] === undefined) continue
    const [first, ...rest] = parts.slice(end)
    if (first !== undefined && first !== 'testing' && rest.length > 0 && holdsLayers(layer)) return null
    return { layer, isTest: parts.slice(end).includes('testing') || /\.test\.tsx?$/.test(path) }
  }
  return null
}

/** The name by which the table speaks of a place. */
export function nameOf({ layer, isTest }: Place): string {
  return isTest ? `${layer}/testing` : layer
}
