const shown = 12

/** Lines in which npm says nothing of the reason: where its log is, and where in its own code it was. */
const empty = [
  /^A complete log of this run/,
  /-debug-\d+\.log$/,
  /^(code|errno|syscall|path|command) (?!failed)/,
  /^gyp info /,
  /^at .+[:)]\S*( \{)?$/,
  /^(code|errno|syscall|address|port|type): /,
  /^\}$/,
]

/**
 * What npm says of why it failed, in its own words.
 *
 * @param {string} output
 * @returns {string[]} the last lines that tell something, at most twelve
 */
export function npmErrors(output) {
  const lines = output
    .split('\n')
    .flatMap((line) => /^npm (?:error|ERR!) ?(.*)$/.exec(line.trim())?.[1] ?? [])
  const telling = lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !empty.some((pattern) => pattern.test(line)))
  const usage = telling.findIndex((line) => line === 'Usage:')
  const said = usage > 0 ? telling.slice(0, usage) : telling
  return said.length > 0 ? said.slice(-shown) : lastLines(output)
}

/**
 * @param {string} output of apt-get
 * @returns {string[]} its lines of errors, at most twelve
 */
export function aptErrors(output) {
  const said = output.split('\n').filter((line) => /^(E|Err|dpkg: error)\b/.test(line))
  return said.length > 0 ? said.slice(-shown) : lastLines(output)
}

/**
 * What a failed program gives as its reason, for use in a sentence: npm's first line of error, anybody else's last line.
 *
 * @param {string} output
 * @returns {string} without addresses of servers and without its final full stop
 */
export function reasonIn(output) {
  const lines = output.split('\n').map((line) => line.trim())
  const npm = lines.find((line) => /^npm (error|ERR!) (?!code |errno |syscall )\S/.test(line))
  const line = npm?.replace(/^npm \S+ /, '') ?? lines.filter(Boolean).pop() ?? 'it said nothing'
  return line.replace(/https?:\/\/\S+/g, '(address)').replace(/\.$/, '')
}

/** @param {string} output */
function lastLines(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  return lines.length > 0 ? lines.slice(-shown) : ['(nothing)']
}
