import type { ReactNode } from 'react'
import type { PlacedField } from '../shared/field-layout.ts'

/** Draws a field inside of another; handed down, as a component that imports its own parent would be a circle. */
export type DrawField = (placed: PlacedField) => ReactNode

export interface NestingFieldProps extends PlacedField {
  readonly draw: DrawField
}
