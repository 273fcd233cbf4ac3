import { nodeArguments, nodeEnvironment } from '../../src/process/nodeArguments.mjs'

/**
 * The program that people call. It starts the Node beside it with what Busker tells Node, and needs nothing in PATH; a link
 * to it works too.
 */
export function launcher(): { readonly name: string; readonly text: string } {
  const options = nodeArguments.join(' ')
  const settings = Object.entries(nodeEnvironment)
  if (process.platform === 'win32') {
    const program = `"%~dp0bin\\node.exe" ${options} "%~dp0app\\src\\cli\\main.js" %*`
    return { name: 'busker.cmd', text: `@${program}\r\n` }
  }
  const variables = settings.map(([name, value]) => `export ${name}="\${${name}-${value}}"`).join('\n')
  const text = `#!/bin/sh
# The file that a link leads to; of links alone, so that nothing of a system is needed.
self=$0
if [ -L "$self" ]; then self=$(PATH=/usr/bin:/bin readlink -f "$self"); fi
case $self in
  */*) folder=\${self%/*} ;;
  *) folder=. ;;
esac
${variables}
exec "$folder/bin/node" ${options} "$folder/app/src/cli/main.js" "$@"
`
  return { name: 'busker', text }
}
