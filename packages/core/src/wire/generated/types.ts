// Generated from openapi/omni-image.yaml by `npm run generate`. Do not edit: change the spec and run it again.

export interface paths {
  '/v1/images/omni-image': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * List tasks
     * @description The caller's tasks, newest first. There is no total and no cursor: a page shorter than `pageSize` is the last.
     *     Not every gateway answers it.
     */
    get: operations['listOmniImages']
    put?: never
    /**
     * Create a task
     * @description Starts one billed task. The answer comes at once and holds the task's id; the images come later.
     *     Repeating the request with the same `external_task_id` is refused, so nothing is billed twice under one id.
     */
    post: operations['createOmniImage']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/v1/images/omni-image/{id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Get one task
     * @description The task by its `task_id` or by the `external_task_id` that it was created with. Some gateways know only
     *     their own `task_id`.
     */
    get: operations['getOmniImage']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
}
export type webhooks = Record<string, never>
export interface components {
  schemas: {
    /**
     * Request
     * @description What to make.
     */
    OmniImageRequest: {
      /**
       * Model
       * @description The model. Some gateways and accounts know more than the documented one.
       * @default kling-v3-omni
       * @enum {string}
       */
      model_name: 'kling-v3-omni' | (string & {})
      /**
       * Prompt
       * @description What the picture shows, and what it does not show. `<<<image_1>>>` stands for the first item of
       *     `image_list`, `<<<element_1>>>` for the first item of `element_list`. Placeholders count as characters.
       * @example Put <<<image_1>>> into the style of <<<image_2>>>
       */
      prompt: string
      /**
       * Reference images
       * @description Pictures to go by. At most 10 together with the elements.
       */
      image_list?: components['schemas']['ImageReference'][]
      /**
       * Elements
       * @description Entries of the account's element library. At most 10 together with the images.
       */
      element_list?: components['schemas']['ElementReference'][]
      /**
       * Resolution
       * @description Detail of the result. Some gateways write `4K`; the API itself takes lower case.
       * @default 1k
       * @enum {string}
       */
      resolution?: '1k' | '2k' | '4k'
      /**
       * Aspect ratio
       * @description Width to height. `auto` goes by the references.
       * @default auto
       * @enum {string}
       */
      aspect_ratio?: '16:9' | '9:16' | '1:1' | '4:3' | '3:4' | '3:2' | '2:3' | '21:9' | 'auto'
      /**
       * Result
       * @description Single pictures, or a series of pictures that belong together.
       * @default single
       * @enum {string}
       */
      result_type?: 'single' | 'series'
      /**
       * Pictures
       * @description How many single pictures. No effect for a series.
       * @default 1
       */
      n?: number
      /**
       * Pictures in the series
       * @description How many pictures a series has, or `auto`. No effect for single pictures.
       * @default 4
       */
      series_amount?: number | 'auto'
      watermark_info?: components['schemas']['WatermarkInfo']
      /**
       * Callback address
       * Format: uri
       * @description Where the API posts changes of the task's status. It must be reachable from the API.
       */
      callback_url?: string
      /**
       * Your id
       * @description Your own id for the task, unique for your account. The task can be found by it.
       */
      external_task_id?: string
    }
    /** @description One reference image. */
    ImageReference: {
      /**
       * Image
       * @description The address of a picture that the API can reach, or the picture itself in Base64 without a `data:` prefix.
       * @example https://example.com/beach.png
       */
      image: string
    }
    /** @description One element of the account's element library. */
    ElementReference: {
      /**
       * Element id
       * Format: int64
       * @description A 64-bit integer, too large for a JavaScript number.
       * @example 829836802793406551
       */
      element_id: bigint | number | string
    }
    /**
     * Watermark
     * @description Asks for a second copy of each picture that carries a watermark.
     */
    WatermarkInfo: {
      /**
       * Watermark
       * @description Whether `watermark_url` is wanted.
       */
      enabled: boolean
    }
    /**
     * @description Where the task stands. `succeed` and `failed` are final.
     * @enum {string}
     */
    TaskStatus: 'submitted' | 'processing' | 'succeed' | 'failed' | (string & {})
    /** @description One task. */
    Task: {
      /** @description The API's id. Gateways use ids of their own, so it need not be digits. */
      task_id: string
      task_status: components['schemas']['TaskStatus']
      /** @description Why the task failed. */
      task_status_msg?: string | null
      task_info?: components['schemas']['TaskInfo'] | null
      task_result?: components['schemas']['TaskResult'] | null
      /** @description What was asked for. */
      watermark_info?: components['schemas']['WatermarkInfo'] | null
      /** @description Units billed in the end. */
      final_unit_deduction?: string | null
      final_balance_deduction?: components['schemas']['BalanceDeduction'] | null
      /**
       * Format: int64
       * @description When the task was created, in Unix milliseconds.
       */
      created_at?: number
      /**
       * Format: int64
       * @description When the task last changed, in Unix milliseconds.
       */
      updated_at?: number
    }
    /** @description What the caller said of the task. */
    TaskInfo: {
      /** @description The caller's own id. */
      external_task_id?: string | null
    }
    /** @description The pictures. A series stands in `series_images`, single pictures in `images`. */
    TaskResult: {
      /** @description What was made, `single` or `series`. */
      result_type?: string | null
      /** @description Single pictures. */
      images?: components['schemas']['GeneratedImage'][] | null
      /** @description The pictures of a series, in order. */
      series_images?: components['schemas']['GeneratedImage'][] | null
    }
    /** @description One picture. Addresses expire; save what you want to keep. */
    GeneratedImage: {
      /** @description Its place, from 0. Where it is missing the order of the array counts. */
      index?: number
      /**
       * Format: uri
       * @description Where the picture is, without a watermark.
       */
      url: string
      /** @description The copy with a watermark, if one was asked for. */
      watermark_url?: string | null
    }
    /** @description What the task cost. */
    BalanceDeduction: {
      /** @description Units taken from the balance. */
      quota?: string | null
      /** @description The price in the account's currency. */
      list_price?: string | null
    }
    /** @description An answer about one task. */
    TaskResponse: {
      code: components['schemas']['SuccessCode']
      /** @description `SUCCEED` or the like. */
      message?: string
      /** @description Names this answer when you ask for support. */
      request_id?: string
      data: components['schemas']['Task']
    }
    /** @description An answer about many tasks. */
    TaskListResponse: {
      code: components['schemas']['SuccessCode']
      /** @description `SUCCEED` or the like. */
      message?: string
      /** @description Names this answer when you ask for support. */
      request_id?: string
      /** @description The tasks of this page. */
      data: components['schemas']['Task'][]
    }
    /** @description 0, or what a gateway writes in its place. */
    SuccessCode: number | string
    /** @description The vendor's error, and the error of gateways that write the `code` as a word. */
    ErrorResponse: {
      code: components['schemas']['ErrorCode']
      /** @description What is wrong. Some texts name the field. */
      message: string
      /** @description Names this answer when you ask for support. */
      request_id?: string
      /** @description Nothing, or null. */
      data?: unknown
    }
    /** @description Why the request was refused. */
    ErrorCode: number | string
    /** @description The error of a gateway's own checks. */
    GatewayErrorResponse: {
      error: components['schemas']['GatewayError'] | string
    }
    /** @description What a gateway says. */
    GatewayError: {
      /** @description What is wrong. */
      message: string
      /** @description The gateway's word for the kind of error. */
      type?: string | null
      /** @description The gateway's code, often empty. */
      code?: number | string | null
    }
    /** @description The task, without an envelope. */
    CallbackPayload: components['schemas']['Task']
  }
  responses: {
    /**
     * @description What went wrong. The body's `code` tells more than the HTTP status; a gateway may answer in a shape of its own,
     *     or with no JSON at all.
     */
    Error: {
      headers: {
        [name: string]: unknown
      }
      content: {
        'application/json': components['schemas']['ErrorResponse'] | components['schemas']['GatewayErrorResponse']
      }
    }
  }
  parameters: {
    /**
     * @description A `task_id` or an `external_task_id`.
     * @example 831922438904313344
     */
    Id: string
    /** @description Which page, from 1. */
    PageNum: number
    /** @description How many tasks a page holds at most. */
    PageSize: number
  }
  requestBodies: never
  headers: never
  pathItems: never
}
export type OmniImageRequest = components['schemas']['OmniImageRequest']
export type ImageReference = components['schemas']['ImageReference']
export type ElementReference = components['schemas']['ElementReference']
export type WatermarkInfo = components['schemas']['WatermarkInfo']
export type TaskStatus = components['schemas']['TaskStatus']
export type Task = components['schemas']['Task']
export type TaskInfo = components['schemas']['TaskInfo']
export type TaskResult = components['schemas']['TaskResult']
export type GeneratedImage = components['schemas']['GeneratedImage']
export type BalanceDeduction = components['schemas']['BalanceDeduction']
export type TaskResponse = components['schemas']['TaskResponse']
export type TaskListResponse = components['schemas']['TaskListResponse']
export type SuccessCode = components['schemas']['SuccessCode']
export type ErrorResponse = components['schemas']['ErrorResponse']
export type ErrorCode = components['schemas']['ErrorCode']
export type GatewayErrorResponse = components['schemas']['GatewayErrorResponse']
export type GatewayError = components['schemas']['GatewayError']
export type CallbackPayload = components['schemas']['CallbackPayload']
export type ResponseError = components['responses']['Error']
export type ParameterId = components['parameters']['Id']
export type ParameterPageNum = components['parameters']['PageNum']
export type ParameterPageSize = components['parameters']['PageSize']
export type $defs = Record<string, never>
export interface operations {
  listOmniImages: {
    parameters: {
      query?: {
        /** @description Which page, from 1. */
        pageNum?: components['parameters']['PageNum']
        /** @description How many tasks a page holds at most. */
        pageSize?: components['parameters']['PageSize']
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description One page of tasks. */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['TaskListResponse']
        }
      }
      default: components['responses']['Error']
    }
  }
  createOmniImage: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['OmniImageRequest']
      }
    }
    responses: {
      /** @description The task was accepted. */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['TaskResponse']
        }
      }
      default: components['responses']['Error']
    }
  }
  getOmniImage: {
    parameters: {
      query?: never
      header?: never
      path: {
        /**
         * @description A `task_id` or an `external_task_id`.
         * @example 831922438904313344
         */
        id: components['parameters']['Id']
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description The task as it stands. */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['TaskResponse']
        }
      }
      default: components['responses']['Error']
    }
  }
}
