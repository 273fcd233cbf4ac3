/** Below these the pages cannot be used; px. */
export const minimumSize = { width: 480, height: 400 }
