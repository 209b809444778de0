import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import type { Model } from './model.ts'

/** The types of the wire, by openapi-typescript. Fields with a default stay optional: the API fills them in, we do not. */
export async function emitTypes({ spec }: Model): Promise<string> {
  const nodes = await openapiTS(structuredClone(spec.root.value) as never, {
    silent: true,
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    transform: (schema) => {
      const extensions = schema as { 'x-lossless'?: boolean; 'x-open-enum'?: boolean; enum?: string[]; type?: unknown }
      if (extensions['x-lossless']) return withNull(extensions.type, ['bigint', 'number', 'string'].map(keyword))
      if (!extensions['x-open-enum']) return undefined
      return withNull(extensions.type, [...(extensions.enum ?? []).map(literal), anyOtherString()])
    },
  })
  return astToString(nodes)
}

function withNull(type: unknown, members: ts.TypeNode[]): ts.TypeNode {
  const isNullable = Array.isArray(type) && type.includes('null')
  return ts.factory.createUnionTypeNode(
    isNullable ? [...members, ts.factory.createLiteralTypeNode(ts.factory.createNull())] : members,
  )
}

function keyword(name: string): ts.TypeNode {
  return ts.factory.createTypeReferenceNode(name)
}

function literal(word: string): ts.TypeNode {
  return ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(word))
}

/** `string & {}` keeps an editor suggesting the known words. */
function anyOtherString(): ts.TypeNode {
  const anything = ts.factory.createTypeLiteralNode([])
  return ts.factory.createParenthesizedType(ts.factory.createIntersectionTypeNode([keyword('string'), anything]))
}
