import { type DefaultValue, type SubmissionResult, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { sentenceOf } from "./i18n";

/**
 * A form on the same schema as its action: checked in the browser when sent, by the server always.
 * Spread `form` on <Form>; `fault(name)` is the error of a field in words, `faults` all of them for the summary,
 * `formFaults` those of no field,
 * `kept(name)` what was typed before a refusal.
 */
export function useSchemaForm<S extends z.ZodType<Record<string, unknown>>>(
  schema: S,
  lastResult: unknown,
  defaultValue?: DefaultValue<Record<string, unknown>>,
) {
  const { t } = useTranslation();
  const [form, fields] = useForm<Record<string, unknown>>({
    lastResult: lastResult as SubmissionResult<string[]> | undefined,
    defaultValue,
    shouldValidate: "onSubmit", // not on leaving a field: an error that appears then moves the very button one is about to press
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema }) as never,
  });
  const say = (code: string) => {
    const { key, values } = sentenceOf(code);
    return t(key, values);
  };
  const fault = (name: string) => (fields[name]?.errors as Array<string> | undefined)?.map((code) => say(code));
  const named = Object.entries(form.allErrors as Record<string, Array<string>>).filter(([name]) => name !== "");
  const formFaults = (form.errors ?? []).map((code) => ({ message: say(String(code)) }));
  return {
    form: { id: form.id, onSubmit: form.onSubmit, noValidate: form.noValidate },
    fault,
    formFaults,
    faults: [...formFaults, ...named.flatMap(([field, codes]) => codes.slice(0, 1).map((code) => ({ field, message: say(code) })))],
    kept: (name: string) => (fields[name]?.initialValue as string | undefined) ?? undefined,
  };
}
