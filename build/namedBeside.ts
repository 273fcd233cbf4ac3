/** `new URL('name', import.meta.url)`: quotation mark and name. A folder above is no file that belongs to a module. */
export const namedBeside = /new URL\((['"`])((?!\.\.\/?\1|\.\.\/\.\.\/?\1)[^'"`$]+)\1,\s*import\.meta\.url\)/g
