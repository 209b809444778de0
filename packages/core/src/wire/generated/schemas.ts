// Generated from openapi/omni-image.yaml by `npm run generate`. Do not edit: change the spec and run it again.

import {
  Array as TbArray,
  Boolean as TbBoolean,
  CloneType,
  Integer,
  Literal,
  Null,
  Object as TbObject,
  Optional,
  String as TbString,
  Union,
  Unknown,
} from '@sinclair/typebox'
import type {
  TArray,
  TBoolean,
  TInteger,
  TLiteral,
  TNull,
  TObject,
  TOptional,
  TString,
  TUnion,
  TUnknown,
  TUnsafe,
} from '@sinclair/typebox'
import { LosslessInteger, type TLosslessInteger } from '../lossless-schema.ts'

export const ImageReferenceSchema: TObject<{
  image: TString
}> = /* @__PURE__ */ TbObject(
  {
    image: /* @__PURE__ */ TbString({
      title: 'Image',
      description:
        'The address of a picture that the API can reach, or the picture itself in Base64 without a `data:` prefix.',
      minLength: 1,
    }),
  },
  { description: 'One reference image.' },
)

export const ElementReferenceSchema: TObject<{
  element_id: TLosslessInteger
}> = /* @__PURE__ */ TbObject(
  {
    element_id: /* @__PURE__ */ LosslessInteger({
      title: 'Element id',
      description: 'A 64-bit integer, too large for a JavaScript number.',
    }),
  },
  { description: "One element of the account's element library." },
)

export const WatermarkInfoSchema: TObject<{
  enabled: TBoolean
}> = /* @__PURE__ */ TbObject(
  {
    enabled: /* @__PURE__ */ TbBoolean({ title: 'Watermark', description: 'Whether `watermark_url` is wanted.' }),
  },
  { title: 'Watermark', description: 'Asks for a second copy of each picture that carries a watermark.' },
)

export const OmniImageRequestSchema: TObject<{
  model_name: TUnsafe<'kling-v3-omni' | (string & {})>
  prompt: TString
  image_list: TOptional<TArray<typeof ImageReferenceSchema>>
  element_list: TOptional<TArray<typeof ElementReferenceSchema>>
  resolution: TOptional<TUnion<[TLiteral<'1k'>, TLiteral<'2k'>, TLiteral<'4k'>]>>
  aspect_ratio: TOptional<
    TUnion<
      [
        TLiteral<'16:9'>,
        TLiteral<'9:16'>,
        TLiteral<'1:1'>,
        TLiteral<'4:3'>,
        TLiteral<'3:4'>,
        TLiteral<'3:2'>,
        TLiteral<'2:3'>,
        TLiteral<'21:9'>,
        TLiteral<'auto'>,
      ]
    >
  >
  result_type: TOptional<TUnion<[TLiteral<'single'>, TLiteral<'series'>]>>
  n: TOptional<TInteger>
  series_amount: TOptional<TUnion<[TInteger, TLiteral<'auto'>]>>
  watermark_info: TOptional<typeof WatermarkInfoSchema>
  callback_url: TOptional<TString>
  external_task_id: TOptional<TString>
}> = /* @__PURE__ */ TbObject(
  {
    model_name: /* @__PURE__ */ TbString({
      title: 'Model',
      description: 'The model. Some gateways and accounts know more than the documented one.',
      default: 'kling-v3-omni',
      minLength: 1,
      examples: ['kling-v3-omni'],
    }),
    prompt: /* @__PURE__ */ TbString({
      title: 'Prompt',
      description:
        'What the picture shows, and what it does not show. `<<<image_1>>>` stands for the first item of\n`image_list`, `<<<element_1>>>` for the first item of `element_list`. Placeholders count as characters.',
      minLength: 1,
      maxLength: 2500,
    }),
    image_list: /* @__PURE__ */ Optional(
      /* @__PURE__ */ TbArray(ImageReferenceSchema, {
        title: 'Reference images',
        description: 'Pictures to go by. At most 10 together with the elements.',
      }),
    ),
    element_list: /* @__PURE__ */ Optional(
      /* @__PURE__ */ TbArray(ElementReferenceSchema, {
        title: 'Elements',
        description: "Entries of the account's element library. At most 10 together with the images.",
      }),
    ),
    resolution: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union(
        [/* @__PURE__ */ Literal('1k'), /* @__PURE__ */ Literal('2k'), /* @__PURE__ */ Literal('4k')],
        {
          title: 'Resolution',
          description: 'Detail of the result. Some gateways write `4K`; the API itself takes lower case.',
          default: '1k',
        },
      ),
    ),
    aspect_ratio: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union(
        [
          /* @__PURE__ */ Literal('16:9'),
          /* @__PURE__ */ Literal('9:16'),
          /* @__PURE__ */ Literal('1:1'),
          /* @__PURE__ */ Literal('4:3'),
          /* @__PURE__ */ Literal('3:4'),
          /* @__PURE__ */ Literal('3:2'),
          /* @__PURE__ */ Literal('2:3'),
          /* @__PURE__ */ Literal('21:9'),
          /* @__PURE__ */ Literal('auto'),
        ],
        { title: 'Aspect ratio', description: 'Width to height. `auto` goes by the references.', default: 'auto' },
      ),
    ),
    result_type: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union([/* @__PURE__ */ Literal('single'), /* @__PURE__ */ Literal('series')], {
        title: 'Result',
        description: 'Single pictures, or a series of pictures that belong together.',
        default: 'single',
      }),
    ),
    n: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Integer({
        title: 'Pictures',
        description: 'How many single pictures. No effect for a series.',
        default: 1,
        minimum: 1,
        maximum: 9,
      }),
    ),
    series_amount: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union([/* @__PURE__ */ Integer({ minimum: 2, maximum: 9 }), /* @__PURE__ */ Literal('auto')], {
        title: 'Pictures in the series',
        description: 'How many pictures a series has, or `auto`. No effect for single pictures.',
        default: 4,
      }),
    ),
    watermark_info: /* @__PURE__ */ Optional(WatermarkInfoSchema),
    callback_url: /* @__PURE__ */ Optional(
      /* @__PURE__ */ TbString({
        title: 'Callback address',
        description: "Where the API posts changes of the task's status. It must be reachable from the API.",
        format: 'uri',
      }),
    ),
    external_task_id: /* @__PURE__ */ Optional(
      /* @__PURE__ */ TbString({
        title: 'Your id',
        description: 'Your own id for the task, unique for your account. The task can be found by it.',
      }),
    ),
  },
  { title: 'Request', description: 'What to make.' },
)

export const TaskStatusSchema: TUnsafe<'submitted' | 'processing' | 'succeed' | 'failed' | (string & {})> =
  /* @__PURE__ */ TbString({
    description: 'Where the task stands. `succeed` and `failed` are final.',
    minLength: 1,
    examples: ['submitted', 'processing', 'succeed', 'failed'],
  })

export const TaskInfoSchema: TObject<{
  external_task_id: TOptional<TUnion<[TString, TNull]>>
}> = /* @__PURE__ */ TbObject(
  {
    external_task_id: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union([/* @__PURE__ */ TbString(), /* @__PURE__ */ Null()], {
        description: "The caller's own id.",
      }),
    ),
  },
  { description: 'What the caller said of the task.' },
)

export const GeneratedImageSchema: TObject<{
  index: TOptional<TInteger>
  url: TString
  watermark_url: TOptional<TUnion<[TString, TNull]>>
}> = /* @__PURE__ */ TbObject(
  {
    index: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Integer({
        description: 'Its place, from 0. Where it is missing the order of the array counts.',
        minimum: 0,
      }),
    ),
    url: /* @__PURE__ */ TbString({ description: 'Where the picture is, without a watermark.', format: 'uri' }),
    watermark_url: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union([/* @__PURE__ */ TbString(), /* @__PURE__ */ Null()], {
        description: 'The copy with a watermark, if one was asked for.',
      }),
    ),
  },
  { description: 'One picture. Addresses expire; save what you want to keep.' },
)

export const TaskResultSchema: TObject<{
  result_type: TOptional<TUnion<[TString, TNull]>>
  images: TOptional<TUnion<[TArray<typeof GeneratedImageSchema>, TNull]>>
  series_images: TOptional<TUnion<[TArray<typeof GeneratedImageSchema>, TNull]>>
}> = /* @__PURE__ */ TbObject(
  {
    result_type: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union([/* @__PURE__ */ TbString(), /* @__PURE__ */ Null()], {
        description: 'What was made, `single` or `series`.',
      }),
    ),
    images: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union([/* @__PURE__ */ TbArray(GeneratedImageSchema), /* @__PURE__ */ Null()], {
        description: 'Single pictures.',
      }),
    ),
    series_images: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union([/* @__PURE__ */ TbArray(GeneratedImageSchema), /* @__PURE__ */ Null()], {
        description: 'The pictures of a series, in order.',
      }),
    ),
  },
  { description: 'The pictures. A series stands in `series_images`, single pictures in `images`.' },
)

export const BalanceDeductionSchema: TObject<{
  quota: TOptional<TUnion<[TString, TNull]>>
  list_price: TOptional<TUnion<[TString, TNull]>>
}> = /* @__PURE__ */ TbObject(
  {
    quota: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union([/* @__PURE__ */ TbString(), /* @__PURE__ */ Null()], {
        description: 'Units taken from the balance.',
      }),
    ),
    list_price: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union([/* @__PURE__ */ TbString(), /* @__PURE__ */ Null()], {
        description: "The price in the account's currency.",
      }),
    ),
  },
  { description: 'What the task cost.' },
)

export const TaskSchema: TObject<{
  task_id: TString
  task_status: typeof TaskStatusSchema
  task_status_msg: TOptional<TUnion<[TString, TNull]>>
  task_info: TOptional<TUnion<[typeof TaskInfoSchema, TNull]>>
  task_result: TOptional<TUnion<[typeof TaskResultSchema, TNull]>>
  watermark_info: TOptional<TUnion<[typeof WatermarkInfoSchema, TNull]>>
  final_unit_deduction: TOptional<TUnion<[TString, TNull]>>
  final_balance_deduction: TOptional<TUnion<[typeof BalanceDeductionSchema, TNull]>>
  created_at: TOptional<TInteger>
  updated_at: TOptional<TInteger>
}> = /* @__PURE__ */ TbObject(
  {
    task_id: /* @__PURE__ */ TbString({
      description: "The API's id. Gateways use ids of their own, so it need not be digits.",
      minLength: 1,
    }),
    task_status: TaskStatusSchema,
    task_status_msg: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union([/* @__PURE__ */ TbString(), /* @__PURE__ */ Null()], {
        description: 'Why the task failed.',
      }),
    ),
    task_info: /* @__PURE__ */ Optional(/* @__PURE__ */ Union([TaskInfoSchema, /* @__PURE__ */ Null()])),
    task_result: /* @__PURE__ */ Optional(/* @__PURE__ */ Union([TaskResultSchema, /* @__PURE__ */ Null()])),
    watermark_info: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union([WatermarkInfoSchema, /* @__PURE__ */ Null()], { description: 'What was asked for.' }),
    ),
    final_unit_deduction: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union([/* @__PURE__ */ TbString(), /* @__PURE__ */ Null()], {
        description: 'Units billed in the end.',
      }),
    ),
    final_balance_deduction: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union([BalanceDeductionSchema, /* @__PURE__ */ Null()]),
    ),
    created_at: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Integer({ description: 'When the task was created, in Unix milliseconds.' }),
    ),
    updated_at: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Integer({ description: 'When the task last changed, in Unix milliseconds.' }),
    ),
  },
  { description: 'One task.' },
)

export const SuccessCodeSchema: TUnion<[TInteger, TString]> = /* @__PURE__ */ Union(
  [/* @__PURE__ */ Integer(), /* @__PURE__ */ TbString()],
  { description: '0, or what a gateway writes in its place.' },
)

export const TaskResponseSchema: TObject<{
  code: typeof SuccessCodeSchema
  message: TOptional<TString>
  request_id: TOptional<TString>
  data: typeof TaskSchema
}> = /* @__PURE__ */ TbObject(
  {
    code: SuccessCodeSchema,
    message: /* @__PURE__ */ Optional(/* @__PURE__ */ TbString({ description: '`SUCCEED` or the like.' })),
    request_id: /* @__PURE__ */ Optional(
      /* @__PURE__ */ TbString({ description: 'Names this answer when you ask for support.' }),
    ),
    data: TaskSchema,
  },
  { description: 'An answer about one task.' },
)

export const TaskListResponseSchema: TObject<{
  code: typeof SuccessCodeSchema
  message: TOptional<TString>
  request_id: TOptional<TString>
  data: TArray<typeof TaskSchema>
}> = /* @__PURE__ */ TbObject(
  {
    code: SuccessCodeSchema,
    message: /* @__PURE__ */ Optional(/* @__PURE__ */ TbString({ description: '`SUCCEED` or the like.' })),
    request_id: /* @__PURE__ */ Optional(
      /* @__PURE__ */ TbString({ description: 'Names this answer when you ask for support.' }),
    ),
    data: /* @__PURE__ */ TbArray(TaskSchema, { description: 'The tasks of this page.' }),
  },
  { description: 'An answer about many tasks.' },
)

export const ErrorCodeSchema: TUnion<[TInteger, TString]> = /* @__PURE__ */ Union(
  [/* @__PURE__ */ Integer(), /* @__PURE__ */ TbString()],
  { description: 'Why the request was refused.' },
)

export const ErrorResponseSchema: TObject<{
  code: typeof ErrorCodeSchema
  message: TString
  request_id: TOptional<TString>
  data: TOptional<TUnknown>
}> = /* @__PURE__ */ TbObject(
  {
    code: ErrorCodeSchema,
    message: /* @__PURE__ */ TbString({ description: 'What is wrong. Some texts name the field.' }),
    request_id: /* @__PURE__ */ Optional(
      /* @__PURE__ */ TbString({ description: 'Names this answer when you ask for support.' }),
    ),
    data: /* @__PURE__ */ Optional(/* @__PURE__ */ Unknown({ description: 'Nothing, or null.' })),
  },
  { description: "The vendor's error, and the error of gateways that write the `code` as a word." },
)

export const GatewayErrorSchema: TObject<{
  message: TString
  type: TOptional<TUnion<[TString, TNull]>>
  code: TOptional<TUnion<[TUnion<[TInteger, TString]>, TNull]>>
}> = /* @__PURE__ */ TbObject(
  {
    message: /* @__PURE__ */ TbString({ description: 'What is wrong.' }),
    type: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union([/* @__PURE__ */ TbString(), /* @__PURE__ */ Null()], {
        description: "The gateway's word for the kind of error.",
      }),
    ),
    code: /* @__PURE__ */ Optional(
      /* @__PURE__ */ Union(
        [/* @__PURE__ */ Union([/* @__PURE__ */ Integer(), /* @__PURE__ */ TbString()]), /* @__PURE__ */ Null()],
        { description: "The gateway's code, often empty." },
      ),
    ),
  },
  { description: 'What a gateway says.' },
)

export const GatewayErrorResponseSchema: TObject<{
  error: TUnion<[typeof GatewayErrorSchema, TString]>
}> = /* @__PURE__ */ TbObject(
  {
    error: /* @__PURE__ */ Union([GatewayErrorSchema, /* @__PURE__ */ TbString()]),
  },
  { description: "The error of a gateway's own checks." },
)

export const CallbackPayloadSchema: typeof TaskSchema = /* @__PURE__ */ CloneType(TaskSchema, {
  description: 'The task, without an envelope.',
})
