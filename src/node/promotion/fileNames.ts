const longestName = 40

/** Names files after titles, each once, in letters that every web server and file system takes. */
export class FileNames {
  readonly #taken = new Set<string>()

  /** @param title whatever it says, the name has no path in it @param extension without the point */
  next(folder: string, title: string, extension: string): string {
    const plain = title
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z\d]+/g, '-')
    const name = plain.slice(0, longestName).replaceAll(/^-+|-+$/g, '') || 'untitled'
    for (let count = 1; ; count += 1) {
      const path = `${folder}/${name}${count === 1 ? '' : `-${count}`}.${extension}`
      if (this.#taken.has(path)) continue
      this.#taken.add(path)
      return path
    }
  }
}
