import { PythonLibrary } from '../../process/testing/pythonLibrary.ts'

/** Starts PyPI's `nucypher-core`. */
export function startNucypherCore(): Promise<PythonLibrary> {
  return PythonLibrary.start({
    pinned: ['nucypher-core==0.16.0'],
    program: new URL('nucypherCore.py', import.meta.url),
  })
}
