import type { GeneratedImage, Task } from '@omni-image/core/wire'
import type { FileAddresses } from './file-address.ts'
import type { Moment } from './task-life.ts'
import type { TaskRecord } from './task-record.ts'

const dollarsPerUnit = 0.0035 // the vendor's list price; the spec counts in units

export interface TaskView {
  readonly addresses: FileAddresses
  readonly urlLifetimeMs: number
}

/** The task as the API shows it at a moment of its life, with pictures below `home`. */
export function toTask(record: TaskRecord, { status, sinceMs }: Moment, home: string, view: TaskView): Task {
  const { externalId, units, failure } = record
  return {
    task_id: record.taskId,
    task_status: status,
    ...(status === 'failed' && { task_status_msg: failure ?? null }),
    task_info: externalId === undefined ? {} : { external_task_id: externalId },
    ...(status === 'succeed' && {
      task_result: {
        result_type: record.resultType,
        [record.resultType === 'series' ? 'series_images' : 'images']: toImages(record, home, view),
      },
      final_unit_deduction: String(units),
      final_balance_deduction: { quota: String(units), list_price: (units * dollarsPerUnit).toFixed(3) },
    }),
    ...(record.hasWatermark !== undefined && { watermark_info: { enabled: record.hasWatermark } }),
    created_at: record.createdAtMs,
    updated_at: sinceMs,
  }
}

function toImages(record: TaskRecord, home: string, view: TaskView): GeneratedImage[] {
  const expiresAtMs = record.endsAtMs + view.urlLifetimeMs
  const toUrl = (fileName: string): string => view.addresses.toUrl(home, record.taskId, fileName, expiresAtMs)
  return Array.from({ length: record.imageCount }, (_, index) => ({
    index,
    url: toUrl(`${index}.png`),
    ...(record.hasWatermark && { watermark_url: toUrl(`${index}-watermark.png`) }),
  }))
}
