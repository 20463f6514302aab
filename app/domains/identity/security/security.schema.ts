import { z } from "zod";

const required = { error: "platform.form.required" };

/** Six digits, however they were grouped. */
export const AppCode = z
  .string(required)
  .transform((text) => text.replace(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "identity.second.code_form"));

export const ConfirmApp = z.object({ code: AppCode, next: z.string().optional() });

/** One of the ways to give a second factor: a code of the app, a recovery code, an answer of a passkey. */
export const GiveFactor = z.discriminatedUnion("with", [
  z.object({ with: z.literal("app"), code: AppCode, next: z.string().optional() }),
  z.object({
    with: z.literal("recovery"),
    code: z.string(required).trim().min(1, "platform.form.required").max(60, "platform.form.invalid"),
    next: z.string().optional(),
  }),
  z.object({ with: z.literal("passkey"), answer: z.string(required).max(20_000, "platform.form.invalid"), next: z.string().optional() }),
  z.object({ with: z.literal("password"), password: z.string(required).max(200, "platform.form.invalid"), next: z.string().optional() }),
]);
export type GiveFactor = z.infer<typeof GiveFactor>;

export const PasskeyName = z.string(required).trim().min(1, "platform.form.required").max(60, "platform.form.invalid");

export const AddPasskey = z.object({
  name: PasskeyName,
  answer: z.string(required).max(50_000, "platform.form.invalid"),
  next: z.string().optional(),
});

export const PasskeyLogIn = z.object({ answer: z.string(required).max(20_000, "platform.form.invalid"), next: z.string().optional() });

export const secondFactorFor = ["owners", "all", "nobody"] as const;
export type SecondFactorFor = (typeof secondFactorFor)[number];
export const ChangePolicy = z.object({ secondFactorFor: z.enum(secondFactorFor) });

export const LinkAccount = z.object({ password: z.string(required).max(200, "platform.form.invalid") });
