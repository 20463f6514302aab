import { z } from "zod";

/** Trimmed and lower-cased, as all tables hold it. */
export const Email = z
  .string({ error: "platform.form.required" })
  .trim()
  .toLowerCase()
  .max(254, "identity.email.invalid")
  .pipe(z.email("identity.email.invalid"));

export const NewPassword = z
  .string({ error: "platform.form.required" })
  .min(12, "identity.password.too_short")
  .max(128, "identity.password.too_long");

const Name = z.string({ error: "platform.form.required" }).trim().min(1, "platform.form.required").max(100, "platform.form.invalid");

export const SignUp = z.object({
  companyName: z.string({ error: "platform.form.required" }).trim().min(2, "platform.form.required").max(200, "platform.form.invalid"),
  firstName: Name,
  lastName: Name,
  email: Email,
  password: NewPassword,
});
export type SignUp = z.infer<typeof SignUp>;

export const LogIn = z.object({
  email: Email,
  password: z.string({ error: "platform.form.required" }).max(200, "platform.form.invalid"),
  next: z.string().optional(),
});

export const AskReset = z.object({ email: Email });

export const ResetPassword = z.object({ password: NewPassword });

export const AcceptInvitation = z.object({ firstName: Name, lastName: Name, password: NewPassword });
export type AcceptInvitation = z.infer<typeof AcceptInvitation>;
