import type { Context, ESTree, Rule } from '@oxlint/plugins'

type Member = ESTree.PropertyDefinition | ESTree.MethodDefinition | ESTree.TSParameterProperty

function check(context: Context) {
  const refuse = (node: Member) => {
    const isConstructor = node.type === 'MethodDefinition' && node.kind === 'constructor'
    if (!node.accessibility || isConstructor) return
    const message =
      node.accessibility === 'private'
        ? 'Write #name: the keyword private is gone when the program runs.'
        : `Leave ${node.accessibility} out: members are public, or private by #name.`
    context.report({ node, message })
  }
  return { PropertyDefinition: refuse, MethodDefinition: refuse, TSParameterProperty: refuse }
}

/** Members of classes are public, or private by `#`; a constructor, which can't have a `#`, may be private. */
export const hashPrivateRule: Rule = {
  meta: { type: 'suggestion', docs: { description: 'Write #name for a private member.' } },
  create: check,
}
