import type { Context, ESTree, Rule } from '@oxlint/plugins'

const upperCase = /^[A-Z][A-Z0-9_]*[A-Z0-9]$/

/** The names that a pattern binds, each with its place. */
function bound(pattern: ESTree.Node | null): { node: ESTree.Node; name: string }[] {
  if (pattern?.type === 'Identifier') return [{ node: pattern, name: pattern.name }]
  if (pattern?.type === 'AssignmentPattern') return bound(pattern.left)
  if (pattern?.type === 'RestElement') return bound(pattern.argument)
  if (pattern?.type === 'ArrayPattern') return pattern.elements.flatMap(bound)
  if (pattern?.type !== 'ObjectPattern') return []
  return pattern.properties.flatMap((each) => bound(each.type === 'Property' ? each.value : each))
}

function check(context: Context) {
  const refuse = (node: ESTree.Node, name: string) => {
    if (upperCase.test(name))
      context.report({ node, message: `Write ${name} in camelCase, as any other name.` })
  }
  return {
    VariableDeclarator(node: ESTree.VariableDeclarator) {
      for (const each of bound(node.id)) refuse(each.node, each.name)
    },
    PropertyDefinition(node: ESTree.PropertyDefinition) {
      if (node.key.type === 'Identifier' && !node.computed) refuse(node.key, node.key.name)
    },
  }
}

/** Constants and fields are named in camelCase; codes and names of the environment are texts, not names. */
export const camelCaseConstantsRule: Rule = {
  meta: { type: 'suggestion', docs: { description: 'Name constants in camelCase.' } },
  create: check,
}
