/** A folder with walls: what it is, and all that its files may import besides each other. */
export interface Layer {
  /** A few words for ARCHITECTURE's diagram. */
  readonly label: string
  /** Completes "a line belongs there when it …" in ARCHITECTURE's table. */
  readonly holds: string
  /** Why the wall stands where it does: a whole sentence, shown with every import that is refused. */
  readonly why: string
  /** Other layers by name; `name/*` means every layer below that folder, `name/testing` its test tools. */
  readonly imports: readonly string[]
  /** npm packages and Node modules; `@scope/*` means every package of the scope. */
  readonly packages: readonly string[]
  /** What `*.test.ts` files and the folder's `testing/` may import in addition. */
  readonly tests?: { readonly imports?: readonly string[]; readonly packages?: readonly string[] }
}

/** Layers by the path of their folder (or, at the top of the repository, of their file). */
export type Layers = Readonly<Record<string, Layer>>

/** A name that only some files may import from a package their layer may use. */
export interface OwnedName {
  readonly name: string
  readonly from: string
  readonly files: readonly string[]
  readonly why: string
}
