/** What a snapshot file begins with. */
export const copyMark = 'BUSKSNAP'

/** Whether a file that begins with this text is a snapshot file, or calls itself one. */
export const isCopy = (text: string): boolean => text.startsWith(copyMark)
