/**
 * Shows one piece of work on the screen: a line when it begins, a sign of life every ten seconds, a line when it is done.
 *
 * @template T
 * @param {string} what such as `Fetching the compiled contracts`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function show(what, work) {
  const begun = Date.now()
  const seconds = () => `${((Date.now() - begun) / 1000).toFixed(1)} s`
  process.stderr.write(`· ${what} …\n`)
  const sign = setInterval(() => process.stderr.write(`  … still at it after ${seconds()}\n`), 10_000)
  try {
    const result = await work()
    process.stderr.write(`✓ ${what} (${seconds()})\n`)
    return result
  } catch (error) {
    process.stderr.write(`✗ ${what} (${seconds()})\n`)
    throw error
  } finally {
    clearInterval(sign)
  }
}
