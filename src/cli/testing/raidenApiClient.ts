import { PythonLibrary } from '../../process/testing/pythonLibrary.ts'

/**
 * Starts PyPI's `raiden-api-client`, which is asked by the names of its methods and answers what it raises by its name.
 *
 * @param url as `busker raiden-api` has shown it
 */
export function startRaidenApiClient(url: string): Promise<PythonLibrary> {
  const { username, password, hostname, port } = new URL(url)
  return PythonLibrary.start({
    pinned: ['raiden-api-client==1.1.1', 'attrdict==2.0.1', 'requests==2.32.5', 'setuptools==80.9.0'],
    program: new URL('raidenApiClient.py', import.meta.url),
    args: [`${username}:${password}@${hostname}`, port],
  })
}
