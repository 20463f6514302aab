import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import type { z } from "zod";
import { nameFields } from "./database/name-fields.server";
import { DatabaseRefusal } from "./database/refusal";
import { AppError } from "./errors";
import { codeWithValues } from "./i18n";

const read = new WeakMap<Request, Promise<FormData>>();

/**
 * The fields of a posted form, read once a request, however many ask.
 * @throws AppError 'platform.form.invalid' (400): the body is no form, or breaks off, or holds a NUL, which no text of the database can
 */
export function formDataOf(request: Request): Promise<FormData> {
  const known = read.get(request);
  if (known) return known;
  const form = readFormData(request);
  read.set(request, form);
  return form;
}

async function readFormData(request: Request): Promise<FormData> {
  const form = await request.formData().catch((cause: unknown) => {
    throw new AppError("platform.form.invalid", { status: 400, cause });
  });
  for (const field of form)
    if (field.some((text) => typeof text === "string" && text.includes("\0"))) throw new AppError("platform.form.invalid", { status: 400 });
  return form;
}

/**
 * Reads a posted form against its schema by Conform. Messages are translation keys, turned into words by the page.
 * When it does not fit, `refusal` is the answer; pages hand it to useForm as lastResult.
 */
export async function readForm<S extends z.ZodType>(request: Request, schema: S) {
  const posted = await formDataOf(request);
  const submission = parseWithZod(posted, { schema });
  if (submission.status !== "success") return { ok: false as const, refusal: data(submission.reply(), { status: 422 }) };
  return {
    ok: true as const,
    value: submission.value as z.output<S>,
    /** Runs the work; an expected refusal becomes an answer at its field or on top, anything else goes to the error page. */
    async attempt<T>(work: () => Promise<T>) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const refusal = error instanceof DatabaseRefusal ? error.at(textsOf(schema, posted)) : error;
        const { field, status = 409 } = refusal.detail;
        const said = [codeWithValues(refusal.code, await nameFields(request, { code: refusal.code, values: refusal.detail.values }))];
        return data(submission.reply(field ? { fieldErrors: { [field]: said } } : { formErrors: said }), { status });
      }
    },
  };
}

/** What was typed into each field that the form has; an empty text where it was left out. */
function textsOf(schema: z.ZodType, posted: FormData): Record<string, string> {
  const { shape = {} } = schema as { shape?: object };
  const names = new Set([...Object.keys(shape), ...posted.keys()]);
  return Object.fromEntries([...names].map((name) => [name, String(posted.get(name) ?? "")]));
}
