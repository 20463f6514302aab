import { Form as RemixForm, type FormProps, useRouteLoaderData } from "@remix-run/react";
import { forwardRef } from "react";
/** As the server reads it (platform/company-mark). */
const companyMark = "_company";

/** The mark of the company whose page this is; nothing outside the shell. First in its form: what is streamed after it is judged by it. */
export function CompanyField() {
  const companyId = useRouteLoaderData<{ companyId?: string }>("routes/shell")?.companyId;
  return companyId ? <input type="hidden" name={companyMark} value={companyId} /> : null;
}

/** Every form of the product: one that posts says for which company it was drawn, so that a page left open from another is refused. */
export const Form = forwardRef<HTMLFormElement, FormProps>(function Form({ children, ...form }, ref) {
  return (
    <RemixForm ref={ref} {...form}>
      {form.method && form.method.toLowerCase() !== "get" && <CompanyField />}
      {children}
    </RemixForm>
  );
});
