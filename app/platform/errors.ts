/**
 * A refusal we expected. `code` is also the key of its sentence: 'outreach.campaign.not_running' is
 * `campaign.not_running` under `error` in the words of outreach.
 */
export class AppError extends Error {
  override name = "AppError";
  constructor(
    readonly code: string,
    readonly detail: {
      status?: 400 | 401 | 403 | 404 | 409 | 422 | 429 | 503;
      field?: string;
      values?: Record<string, string | number>;
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: detail.cause });
  }
}
