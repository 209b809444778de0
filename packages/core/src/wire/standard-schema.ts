import { describeIssue } from './describe-issue.ts'
import type { Issue } from './issue.ts'

/** The part of https://standardschema.dev that consumers of a schema need. */
export interface StandardSchema<Value> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (
      value: unknown,
    ) =>
      | { readonly value: Value; readonly issues?: undefined }
      | { readonly issues: readonly { readonly message: string; readonly path: readonly (string | number)[] }[] }
    readonly types?: { readonly input: Value; readonly output: Value } | undefined
  }
}

/** Wraps a validator for libraries that take any Standard Schema. The value is passed on as it is. */
export function toStandardSchema<Value>(validate: (value: unknown) => Issue[] | undefined): StandardSchema<Value> {
  return {
    '~standard': {
      version: 1,
      vendor: 'omni-image',
      validate: (value) => {
        const issues = validate(value)
        if (issues === undefined) return { value: value as Value }
        return { issues: issues.map((issue) => ({ message: describeIssue(issue), path: toKeys(issue.path) })) }
      },
    },
  }
}

function toKeys(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key.replaceAll('~1', '/').replaceAll('~0', '~')))
}
