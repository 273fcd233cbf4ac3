import { relative, sep } from 'node:path'
import type { Context, ESTree, Rule } from '@oxlint/plugins'

/** What people read or hear of an element, beside what stands in it. */
const spokenProps = new Set([
  'action',
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'busy',
  'cancelLabel',
  'consequence',
  'description',
  'error',
  'header',
  'heading',
  'hint',
  'label',
  'lead',
  'limitLabel',
  'message',
  'money',
  'placeholder',
  'retryLabel',
  'secondaryAction',
  'stateHeader',
  'submitLabel',
  'summary',
  'term',
  'title',
])

/** Properties of objects that are shown: of menus, tables, steps, commands and of Electron's dialogs. */
const spokenKeys = new Set([
  'buttonLabel',
  'consequence',
  'description',
  'detail',
  'header',
  'hint',
  'label',
  'message',
  'summary',
  'title',
])

/** What is no word of any language: names, and what a key, an address or a mark is called. */
const noWord = /^(Busker|usker|https?:\/\/\S*|busker:\S*)$/

const isWord = (text: string): boolean => /\p{L}{2}/u.test(text) && !noWord.test(text.trim())

/** In an object, a word in lower case may as well be the name of a column or a state. */
const isSentence = (text: string): boolean => isWord(text) && /\p{Lu}|\s/u.test(text)

/** A text that stands where it may be shown: in the expression itself, or as one of its outcomes. */
function textsIn(node: ESTree.Node | null | undefined): { node: ESTree.Node; text: string }[] {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? [{ node, text: node.value }] : []
  if (node?.type === 'TemplateLiteral')
    return [{ node, text: node.quasis.map(({ value }) => value.cooked ?? '').join(' ') }]
  if (node?.type === 'ConditionalExpression') return [...textsIn(node.consequent), ...textsIn(node.alternate)]
  if (node?.type === 'LogicalExpression') return [...textsIn(node.left), ...textsIn(node.right)]
  return node?.type === 'JSXExpressionContainer' ? textsIn(node.expression) : []
}

const isFunction = ({ type }: ESTree.Node): boolean =>
  type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression'

function check(context: Context) {
  const file = relative(context.cwd, context.filename).split(sep).join('/')
  const isShown = /^src\/(renderer|main)\//.test(file) && !/\.test\.tsx?$|\/testing\//.test(file)
  if (!isShown) return {}
  const refuse = (node: ESTree.Node | null | undefined, isRefused = isWord) => {
    for (const found of textsIn(node))
      if (isRefused(found.text))
        context.report({
          node: found.node,
          message: `Make “${found.text.trim()}” a message: a key in src/shared/i18n, shown by t() or rich().`,
        })
  }
  return {
    JSXText(node: ESTree.JSXText) {
      if (isWord(node.value))
        context.report({
          node,
          message: `Make “${node.value.trim()}” a message: a key in src/shared/i18n, shown by t() or rich().`,
        })
    },
    JSXExpressionContainer(node: ESTree.JSXExpressionContainer) {
      if (node.parent?.type === 'JSXElement' || node.parent?.type === 'JSXFragment') refuse(node)
    },
    JSXAttribute(node: ESTree.JSXAttribute) {
      const name =
        node.name.type === 'JSXIdentifier'
          ? node.name.name
          : `${node.name.namespace.name}:${node.name.name.name}`
      if (spokenProps.has(name)) refuse(node.value)
      if (name === 'kind' || name === 'name') refuse(node.value, isSentence)
    },
    Property(node: ESTree.ObjectProperty) {
      if (node.key.type === 'Identifier' && !node.computed && spokenKeys.has(node.key.name))
        refuse(node.value, isSentence)
    },
    CallExpression(node: ESTree.CallExpression) {
      const isMessage =
        node.callee.type === 'Identifier' && (node.callee.name === 't' || node.callee.name === 'rich')
      if (!isMessage) return
      let around: ESTree.Node | null | undefined = node.parent
      while (around && !isFunction(around)) around = around.parent
      if (!around)
        context.report({
          node,
          message: 'Ask for a message when it is shown: while a module loads, the language may be another.',
        })
    },
  }
}

/** What people read in the app is a message of the catalogues, never a text in the code. */
export const bareWordsRule: Rule = {
  meta: { type: 'problem', docs: { description: 'Show messages of the catalogues, never bare words.' } },
  create: check,
}
