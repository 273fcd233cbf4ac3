import { relative, sep } from 'node:path'
import type { Context, ESTree, Rule } from '@oxlint/plugins'
import { refusedImport, refusedName, refusedPlace, refusedUrl } from '../refusal.ts'

/** The first part of a text that is known before the program runs, or null. */
function knownText(node: ESTree.Node | undefined): string | null {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : null
  if (node?.type === 'TemplateLiteral') return node.quasis[0]?.value.cooked || null
  return null
}

function isMetaUrl(node: ESTree.Node | undefined): boolean {
  return (
    node?.type === 'MemberExpression' &&
    node.object.type === 'MetaProperty' &&
    node.property.type === 'Identifier' &&
    node.property.name === 'url'
  )
}

function isCallOf(node: ESTree.Node | null, name: string): boolean {
  return node?.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === name
}

function importedNames(node: ESTree.ImportDeclaration): string[] {
  return node.specifiers.map((each) => {
    if (each.type !== 'ImportSpecifier') return '*'
    return each.imported.type === 'Identifier' ? each.imported.name : String(each.imported.value)
  })
}

/** Names that a declaration binds to what `createRequire` returns, or to its `resolve`. */
function boundNames(id: ESTree.VariableDeclarator['id']): string[] {
  if (id.type === 'Identifier') return [id.name]
  if (id.type !== 'ObjectPattern') return []
  return id.properties.flatMap((each) =>
    each.type === 'Property' && each.value.type === 'Identifier' ? [each.value.name] : [],
  )
}

function check(context: Context) {
  const file = relative(context.cwd, context.filename).split(sep).join('/')
  const loaders = new Set(['require'])

  const report = (node: ESTree.Node, message: string | null) => {
    if (message !== null) context.report({ node, message })
  }
  const imports = (source: ESTree.Node | null | undefined) => {
    const specifier = knownText(source ?? undefined)
    if (source && specifier !== null) report(source, refusedImport(file, specifier))
  }
  const loads = (callee: ESTree.Node): boolean => {
    if (callee.type === 'Identifier') return loaders.has(callee.name)
    if (callee.type !== 'MemberExpression') return isCallOf(callee, 'createRequire')
    const isResolve = callee.property.type === 'Identifier' && callee.property.name === 'resolve'
    return isResolve && (callee.object.type === 'MetaProperty' || loads(callee.object))
  }

  return {
    Program(node: ESTree.Program) {
      report(node, refusedPlace(file))
    },
    ImportDeclaration(node: ESTree.ImportDeclaration) {
      imports(node.source)
      for (const name of importedNames(node)) report(node, refusedName(file, node.source.value, name))
    },
    ExportNamedDeclaration(node: ESTree.ExportNamedDeclaration) {
      imports(node.source)
    },
    ExportAllDeclaration(node: ESTree.ExportAllDeclaration) {
      imports(node.source)
    },
    ImportExpression(node: ESTree.ImportExpression) {
      imports(node.source)
    },
    TSImportType(node: ESTree.TSImportType) {
      imports(node.source)
    },
    VariableDeclarator(node: ESTree.VariableDeclarator) {
      if (isCallOf(node.init, 'createRequire')) for (const name of boundNames(node.id)) loaders.add(name)
    },
    CallExpression(node: ESTree.CallExpression) {
      if (loads(node.callee)) imports(node.arguments[0])
    },
    NewExpression(node: ESTree.NewExpression) {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'URL' || !isMetaUrl(node.arguments[1]))
        return
      const path = knownText(node.arguments[0])
      if (path !== null) report(node, refusedUrl(file, path))
    },
  }
}

/** Imports are allowed by the table in lint/layers.ts alone, and every file stands in a layer of it. */
export const layersRule: Rule = {
  meta: { type: 'problem', docs: { description: 'Allow the imports of lint/layers.ts, and no others.' } },
  create: check,
}
