import { isBuiltin } from 'node:module'
import { dirname, posix } from 'node:path'
import type { Layer } from './layer.ts'
import { layers, ownedNames } from './layers.ts'
import { forTests } from './packages.ts'
import { nameOf, placeOf, type Place } from './place.ts'

const table = 'lint/layers.ts'

/** Why a file may not stand where it does, or null. `file` is a path from the repository's root. */
export function refusedPlace(file: string): string | null {
  if (placeOf(file)) return null
  return `No layer is declared for ${file}: declare its folder in ${table}, with what it may import and why.`
}

/** Why `file` may not import `specifier`, or null. Files without a layer are refused as such, not by their imports. */
export function refusedImport(file: string, specifier: string): string | null {
  const place = placeOf(file)
  const layer = place && layers[place.layer]
  if (!layer) return null
  const refused = specifier.startsWith('.')
    ? refusedPath(place, layer, posix.join(dirname(file), specifier.replace(/\?.*$/, '')))
    : refusedPackage(place, layer, specifier)
  return refused && `${nameOf(place)} may not import ${refused}: ${layer.why} (${table})`
}

/** Why `file` may not point at `path`, a URL relative to it, or null: a layer may start programs of the layers in it. */
export function refusedUrl(file: string, path: string): string | null {
  const place = placeOf(file)
  if (!place) return null
  const target = posix.join(dirname(file), path)
  if (`${file}/`.startsWith(target.replace(/\/*$/, '/')) || target.startsWith('.')) return null
  const inside = placeOf(target.replace(/\/$/, ''))?.layer.startsWith(`${place.layer}/`)
  return inside ? null : refusedImport(file, path.startsWith('.') ? path : `./${path}`)
}

/** Why `file` may not import `name` from a package, or null. A namespace or a default is `*`: it holds every name. */
export function refusedName(file: string, specifier: string, name: string): string | null {
  const owned = ownedNames.find(
    (each) =>
      each.from === packageOf(specifier) &&
      (name === '*' || name === each.name) &&
      !each.files.includes(file),
  )
  return owned ? `${file} may not import ${name} from ${owned.from}: ${owned.why} (${table})` : null
}

function refusedPath(from: Place, layer: Layer, path: string): string | null {
  const to = placeOf(path)
  if (!to) return `${path}, which stands in no layer`
  if (to.layer === from.layer && (from.isTest || !to.isTest)) return null
  const name = nameOf(to)
  const allowed = [...layer.imports, ...(from.isTest ? (layer.tests?.imports ?? []) : [])]
  return allowed.some((pattern) => allowsLayer(pattern, name)) ? null : name
}

function refusedPackage(from: Place, layer: Layer, specifier: string): string | null {
  const name = packageOf(specifier)
  const allowed = [...layer.packages, ...(from.isTest ? [...forTests, ...(layer.tests?.packages ?? [])] : [])]
  return allowed.some((pattern) => allowsPackage(pattern, name)) ? null : `the package ${name}`
}

/** Whether a pattern of the table stands for a layer by name. */
export function allowsLayer(pattern: string, name: string): boolean {
  if (!pattern.endsWith('/*')) return pattern === name
  return name.startsWith(pattern.slice(0, -1)) && !name.endsWith('/testing')
}

function allowsPackage(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name
}

function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/')
  if (!specifier.startsWith('@'))
    return isBuiltin(first) && !first.startsWith('node:') ? `node:${first}` : first
  return `${first}/${second}`
}
