import ts from 'typescript'
import { blocks, fenced } from './markdown.ts'

/** The docstring of a declaration: its text, what its tags say, and its examples as code. */
export function docstringOf(declaration: ts.Declaration): string {
  const holder = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration
  const comments = ts.getJSDocCommentsAndTags(holder).filter(ts.isJSDoc)
  const tags = comments.flatMap(({ tags = [] }) => [...tags])
  const examples = tags.filter(({ tagName }) => tagName.text === 'example')
  const others = tags.filter(({ tagName }) => tagName.text !== 'example')
  return blocks(
    ...comments.map(({ comment }) => toText(comment)),
    others.map(toLine).join('\n'),
    ...examples.map(({ comment }) => fenced('ts', toText(comment))),
  )
}

function toLine(tag: ts.JSDocTag): string {
  const name = ts.isJSDocParameterTag(tag) ? `\`${tag.name.getText()}\`` : `_${tag.tagName.text}_`
  return `- ${name}: ${toText(tag.comment)}`
}

function toText(comment: ts.JSDoc['comment']): string {
  const text = ts.getTextOfJSDocComment(comment) ?? ''
  return text.replaceAll(/\{@link\w* ([^}]+)\}/g, '`$1`').trim()
}
